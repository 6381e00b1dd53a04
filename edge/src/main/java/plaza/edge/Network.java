package plaza.edge;

import java.net.InetAddress;
import java.net.UnknownHostException;

/// A range of addresses, written as a CIDR such as `10.0.0.0/8`.
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Network(byte[] address, int prefix) {
  /// The network that `cidr` names.
  ///
  /// @throws IllegalArgumentException it names none
  public static Network parse(String cidr) {
    var slash = cidr.indexOf('/');
    var address = literal(slash < 0 ? cidr : cidr.substring(0, slash), cidr);
    var bits = address.length * Byte.SIZE;
    var prefix = slash < 0 ? bits : prefix(cidr.substring(slash + 1), cidr);
    if (prefix > bits) {
      throw bad(cidr);
    }
    return new Network(address, prefix);
  }

  private static int prefix(String text, String cidr) {
    if (!text.matches("\\d{1,3}")) {
      throw bad(cidr);
    }
    return Integer.parseInt(text);
  }

  private static byte[] literal(String text, String cidr) {
    // Only literals: a name would be looked up.
    if (!text.matches("[0-9.]+") && !text.matches("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
      throw bad(cidr);
    }
    try {
      return InetAddress.getByName(text).getAddress();
    } catch (UnknownHostException e) {
      throw bad(cidr);
    }
  }

  private static IllegalArgumentException bad(String cidr) {
    return new IllegalArgumentException("not a network such as 10.0.0.0/8: " + cidr);
  }

  /// Whether the network holds this literal address.
  public boolean contains(String text) {
    byte[] other;
    try {
      other = literal(text, text);
    } catch (IllegalArgumentException e) {
      return false;
    }
    if (other.length != address.length) {
      return false;
    }
    for (int bit = 0; bit < prefix; bit++) {
      var mask = 0x80 >> (bit % Byte.SIZE);
      if ((other[bit / Byte.SIZE] & mask) != (address[bit / Byte.SIZE] & mask)) {
        return false;
      }
    }
    return true;
  }
}
