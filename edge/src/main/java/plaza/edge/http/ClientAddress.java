package plaza.edge.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.StringJoiner;

/// The IP address of a client, the same value however it was written: with a port, in brackets, in
/// upper case, with a zone, with any zeros left out, or as an IPv4 address within IPv6
/// (`::ffff:1.2.3.4`). Names are never looked up.
///
/// @param high the first 64 bits
/// @param low the last 64 bits; an IPv4 address is the one that IPv6 maps it to (RFC 4291, 2.5.5.2)
public record ClientAddress(long high, long low) {
  /// The address of a connection that has none.
  public static final ClientAddress UNKNOWN = new ClientAddress(0, 0);

  /// How many bits an address has; the first 96 of an IPv4 address are the same for all.
  public static final int BITS = 128;

  public static final int IPV4_OFFSET_BITS = 96;

  /// The bits of an IPv6 address by which clients are told apart: a subscriber has at least so
  /// many addresses (RFC 6177).
  public static final int LIMIT_BITS = 64;

  /// The longest text that is looked at, in characters.
  private static final int LENGTH_MAX = 100;

  private static final long IPV4_MAPPED = 0xffffL << 32;
  private static final int GROUPS = 8;
  private static final int GROUP_BITS = 16;
  private static final int GROUP_DIGITS_MAX = 4;
  private static final int PORT_DIGITS_MAX = 5;

  /// The address in an element of `X-Forwarded-For`, perhaps with a port; empty: there is none.
  public static Optional<ClientAddress> parse(String element) {
    var text = element.strip();
    if (text.length() > LENGTH_MAX) {
      return Optional.empty();
    }
    if (text.startsWith("[")) {
      var end = text.indexOf(']');
      return end > 0 && isPortOrNothing(text.substring(end + 1))
          ? literal(withoutZone(text.substring(1, end)))
          : Optional.empty();
    }
    var colon = text.indexOf(':');
    return colon >= 0 && colon == text.lastIndexOf(':')
        ? isPortOrNothing(text.substring(colon)) ? ipv4(text.substring(0, colon)) : Optional.empty()
        : literal(withoutZone(text));
  }

  private static boolean isPortOrNothing(String text) {
    return text.isEmpty()
        || (text.charAt(0) == ':' && isNumber(text.substring(1), 10, PORT_DIGITS_MAX));
  }

  /// Without a pattern: each request asks.
  private static boolean isNumber(String text, int radix, int digitsMax) {
    return !text.isEmpty()
        && text.length() <= digitsMax
        && text.chars().allMatch(c -> c < 0x80 && Character.digit(c, radix) >= 0);
  }

  /// Which of the proxy's own interfaces the packet came through says nothing about the client.
  private static String withoutZone(String text) {
    var zone = text.indexOf('%');
    return zone < 0 || text.indexOf(':') < 0 ? text : text.substring(0, zone);
  }

  /// The address of the other end of a request's connection.
  public static ClientAddress of(HttpServerRequest request) {
    return of(request.remoteAddress());
  }

  static ClientAddress of(SocketAddress remote) {
    var text = remote.hostAddress();
    return text == null ? UNKNOWN : parse(text).orElse(UNKNOWN);
  }

  /// The same address as the platform has it.
  public static ClientAddress of(InetAddress address) {
    var bytes = ByteBuffer.wrap(address.getAddress());
    return bytes.remaining() == Integer.BYTES
        ? ofIpv4(bytes.getInt())
        : new ClientAddress(bytes.getLong(), bytes.getLong());
  }

  private static ClientAddress ofIpv4(int bits) {
    return new ClientAddress(0, IPV4_MAPPED | Integer.toUnsignedLong(bits));
  }

  /// The address that is written so, without a port, brackets or a zone; empty: none is.
  public static Optional<ClientAddress> literal(String text) {
    return text.indexOf(':') < 0 ? ipv4(text) : ipv6(text);
  }

  private static Optional<ClientAddress> ipv4(String text) {
    var parts = text.split("\\.", -1);
    if (parts.length != Integer.BYTES) {
      return Optional.empty();
    }
    var bits = 0;
    for (var part : parts) {
      // A zero in front would be octal for some, and is no address for others.
      var octal = part.length() > 1 && part.charAt(0) == '0';
      if (octal || !isNumber(part, 10, 3) || Integer.parseInt(part) > 0xff) {
        return Optional.empty();
      }
      bits = bits << Byte.SIZE | Integer.parseInt(part);
    }
    return Optional.of(ofIpv4(bits));
  }

  private static Optional<ClientAddress> ipv6(String text) {
    var gap = text.indexOf("::");
    var left = groups(gap < 0 ? "" : text.substring(0, gap), false);
    var right = groups(gap < 0 ? text : text.substring(gap + 2), true);
    if (left.isEmpty() || right.isEmpty()) {
      return Optional.empty();
    }
    var zeros = GROUPS - left.get().length - right.get().length;
    return (gap < 0 ? zeros == 0 : zeros > 0)
        ? Optional.of(ofGroups(left.get(), right.get()))
        : Optional.empty();
  }

  private static Optional<int[]> groups(String text, boolean last) {
    if (text.isEmpty()) {
      return Optional.of(new int[0]);
    }
    var hex = text;
    if (last && text.indexOf('.') >= 0) {
      var start = text.lastIndexOf(':') + 1;
      var ipv4 = ipv4(text.substring(start));
      if (ipv4.isEmpty()) {
        return Optional.empty();
      }
      var bits = (int) ipv4.get().low();
      hex = text.substring(0, start) + Integer.toHexString(bits >>> GROUP_BITS) + ":"
          + Integer.toHexString(bits & 0xffff);
    }
    var parts = hex.split(":", -1);
    var groups = new int[parts.length];
    for (int i = 0; i < parts.length; i++) {
      if (!isNumber(parts[i], 16, GROUP_DIGITS_MAX)) {
        return Optional.empty();
      }
      groups[i] = Integer.parseInt(parts[i], 16);
    }
    return Optional.of(groups);
  }

  private static ClientAddress ofGroups(int[] left, int[] right) {
    var halves = new long[2];
    for (int i = 0; i < left.length; i++) {
      put(halves, i, left[i]);
    }
    for (int i = 0; i < right.length; i++) {
      put(halves, GROUPS - right.length + i, right[i]);
    }
    return new ClientAddress(halves[0], halves[1]);
  }

  private static void put(long[] halves, int index, int group) {
    halves[index / 4] |= (long) group << (GROUP_BITS * (3 - index % 4));
  }

  public boolean isIpv4() {
    return high == 0 && (low & ~0xffff_ffffL) == IPV4_MAPPED;
  }

  /// Whether the first `bits` (0 to [#BITS]) of both addresses are the same.
  public boolean sharesPrefix(ClientAddress other, int bits) {
    return same(high, other.high, Math.min(bits, Long.SIZE))
        && same(low, other.low, Math.max(bits - Long.SIZE, 0));
  }

  private static boolean same(long a, long b, int bits) {
    return bits == 0 || (a ^ b) >>> (Long.SIZE - bits) == 0;
  }

  /// The identity by which clients are counted and limited: an IPv4 address, or the network of
  /// [#LIMIT_BITS] bits of an IPv6 address.
  public String limitKey() {
    return isIpv4() ? toString() : new ClientAddress(high, 0) + "/" + LIMIT_BITS;
  }

  /// As RFC 5952 writes it.
  @Override
  public String toString() {
    return isIpv4() ? ipv4Text() : ipv6Text();
  }

  private String ipv4Text() {
    return (low >>> 24 & 0xff) + "." + (low >>> 16 & 0xff) + "." + (low >>> 8 & 0xff) + "."
        + (low & 0xff);
  }

  private String ipv6Text() {
    var start = 0;
    var length = 1; // a single zero is written
    for (int i = 0; i < GROUPS; i++) {
      var run = zerosFrom(i);
      if (run > length) {
        start = i;
        length = run;
      }
    }
    return length == 1 ? text(0, GROUPS) : text(0, start) + "::" + text(start + length, GROUPS);
  }

  private int zerosFrom(int index) {
    var end = index;
    while (end < GROUPS && group(end) == 0) {
      end++;
    }
    return end - index;
  }

  private String text(int from, int to) {
    var text = new StringJoiner(":");
    for (int i = from; i < to; i++) {
      text.add(Integer.toHexString(group(i)));
    }
    return text.toString();
  }

  private int group(int index) {
    return (int) ((index < 4 ? high : low) >>> (GROUP_BITS * (3 - index % 4))) & 0xffff;
  }
}
