package plaza.edge;

import plaza.edge.http.ClientAddress;

/// A range of addresses, written as a CIDR such as `10.0.0.0/8` or `2001:db8::/32`; one of IPv4
/// addresses within IPv6 (`::ffff:10.0.0.0/104`) is the range of the IPv4 addresses.
///
/// @param prefix how many of the [ClientAddress#BITS] bits all its addresses share
public record Network(ClientAddress address, int prefix) {
  /// The network that `cidr` names.
  ///
  /// @throws IllegalArgumentException it names none
  public static Network parse(String cidr) {
    var slash = cidr.indexOf('/');
    var literal = slash < 0 ? cidr : cidr.substring(0, slash);
    // Only literals: a name would be looked up.
    var address = ClientAddress.literal(literal).orElseThrow(() -> bad(cidr));
    var offset = literal.indexOf(':') < 0 ? ClientAddress.IPV4_OFFSET_BITS : 0;
    var prefix = slash < 0 ? ClientAddress.BITS : offset + prefix(cidr.substring(slash + 1), cidr);
    if (prefix > ClientAddress.BITS
        || (address.isIpv4() && prefix < ClientAddress.IPV4_OFFSET_BITS)) {
      throw bad(cidr);
    }
    return new Network(address, prefix);
  }

  private static int prefix(String text, String cidr) {
    if (!text.matches("[0-9]{1,3}")) {
      throw bad(cidr);
    }
    return Integer.parseInt(text);
  }

  private static IllegalArgumentException bad(String cidr) {
    return new IllegalArgumentException("not a network such as 10.0.0.0/8: " + cidr);
  }

  /// Whether the network holds this address.
  public boolean contains(ClientAddress other) {
    return address.isIpv4() == other.isIpv4() && address.sharesPrefix(other, prefix);
  }
}
