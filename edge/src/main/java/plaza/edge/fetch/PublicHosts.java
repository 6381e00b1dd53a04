package plaza.edge.fetch;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import plaza.edge.Network;
import plaza.edge.http.ClientAddress;

/// Decides which hosts may be fetched from: public ones only. What is near the server trusts
/// it, and must not be reached through it.
///
/// A name is looked up once; who connects must do so to the address that was looked at here, for
/// the next look-up may have another.
@FunctionalInterface
public interface PublicHosts {
  /// What the registries of special addresses keep from the public network (IANA, of RFC 6890),
  /// and what carries an older address within a newer one.
  List<Network> NOT_PUBLIC = List.of(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          "169.254.0.0/16",
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.0.2.0/24",
          "192.88.99.0/24",
          "192.168.0.0/16",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "224.0.0.0/3",
          "2001::/23",
          "2001:db8::/32",
          "2002::/16",
          "3fff::/20")
      .stream()
      .map(Network::parse)
      .toList();

  /// What is public of the newer addresses at all (RFC 4291, 2.4).
  Network GLOBAL = Network.parse("2000::/3");

  /// The host's addresses; the caller connects to one of these.
  ///
  /// @param host a name, or an address, one of the newer kind in brackets
  /// @throws UnknownHostException it has none, or one that is not public
  List<InetAddress> addresses(String host) throws UnknownHostException;

  /// The hosts that the system's resolver knows.
  ///
  /// @param also networks that are not public, and may be asked all the same
  static PublicHosts publicNetworkAnd(List<Network> also) {
    return host -> {
      var addresses = List.of(InetAddress.getAllByName(host));
      if (!addresses.stream().allMatch(address -> isPublic(address) || isIn(also, address))) {
        throw new UnknownHostException(host + " is not on the public network");
      }
      return addresses;
    };
  }

  /// Whether the address is public: reachable by everyone and trusted by no one.
  static boolean isPublic(InetAddress address) {
    return (!(address instanceof Inet6Address) || isIn(List.of(GLOBAL), address))
        && !isIn(NOT_PUBLIC, address);
  }

  private static boolean isIn(List<Network> networks, InetAddress address) {
    var canonical = ClientAddress.of(address);
    return networks.stream().anyMatch(network -> network.contains(canonical));
  }
}
