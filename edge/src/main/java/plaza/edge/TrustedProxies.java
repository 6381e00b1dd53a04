package plaza.edge;

import java.util.List;
import plaza.edge.http.ClientAddress;

/// The proxies whose `X-Forwarded-For` counts.
record TrustedProxies(List<Network> networks) {
  TrustedProxies {
    networks = List.copyOf(networks);
  }

  /// The client's address: the connection's, or what trusted proxies say, read from the right. What
  /// cannot be read ends the reading: the client is then the proxy that said it.
  ///
  /// @param forwardedFor the lines of the header, in order
  ClientAddress client(ClientAddress connection, List<String> forwardedFor) {
    var client = connection;
    if (!trusts(client)) {
      return client;
    }
    for (var line : forwardedFor.reversed()) {
      for (var hop : List.of(line.split(",", -1)).reversed()) {
        if (hop.isBlank()) { // RFC 9110, 5.6.1: an empty element of a list means nothing
          continue;
        }
        var before = ClientAddress.parse(hop);
        if (before.isEmpty()) {
          return client;
        }
        client = before.get();
        if (!trusts(client)) {
          return client;
        }
      }
    }
    return client;
  }

  private boolean trusts(ClientAddress address) {
    return networks.stream().anyMatch(network -> network.contains(address));
  }
}
