package plaza.core.link;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/// IP addresses as hosts of URLs, as browsers read and write them (WHATWG URL, "IPv4 parser", "IPv6
/// parser" and their serializers).
final class IpHost {
  private static final Pattern NUMBER = Pattern.compile("0[xX][0-9a-fA-F]*|[0-9]+");
  private static final Pattern PIECE = Pattern.compile("[0-9a-fA-F]{1,4}");
  private static final Pattern OCTET = Pattern.compile("0|[1-9][0-9]{0,2}");
  private static final int OCTETS = 4;
  private static final int PIECES = 8;

  private IpHost() {}

  /// An IPv4 address of one to four numbers, each decimal, octal or hexadecimal. The last number
  /// fills the bytes that the others leave. Empty: the host is no IPv4 address.
  static Optional<String> ipv4(String host) {
    var parts = List.of(host.split("\\.", -1));
    if (parts.size() > OCTETS || !parts.stream().allMatch(p -> NUMBER.matcher(p).matches())) {
      return Optional.empty();
    }
    var numbers = new ArrayList<Long>();
    for (var part : parts) {
      var number = number(part);
      if (number.isEmpty()) {
        return Optional.empty();
      }
      numbers.add(number.get());
    }
    long address = numbers.getLast();
    var room = 1L << (Byte.SIZE * (OCTETS + 1 - numbers.size()));
    if (address >= room) {
      return Optional.empty();
    }
    for (int i = 0; i < numbers.size() - 1; i++) {
      if (numbers.get(i) > 255) {
        return Optional.empty();
      }
      address |= numbers.get(i) << (Byte.SIZE * (OCTETS - 1 - i));
    }
    return Optional.of((address >> 24) + "." + ((address >> 16) & 255) + "."
        + ((address >> 8) & 255) + "." + (address & 255));
  }

  private static Optional<Long> number(String text) {
    try {
      if (text.startsWith("0x") || text.startsWith("0X")) {
        return Optional.of(text.length() == 2 ? 0L : Long.parseLong(text.substring(2), 16));
      }
      return Optional.of(
          text.length() > 1 && text.startsWith("0")
              ? Long.parseLong(text, 8)
              : Long.parseLong(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /// An IPv6 address in its shortest form; empty when the text is none.
  ///
  /// @param text without brackets
  static Optional<String> ipv6(String text) {
    var gap = text.indexOf("::");
    var head = gap < 0 ? pieces(text) : pieces(text.substring(0, gap));
    var tail = gap < 0 ? Optional.of(List.<Integer>of()) : pieces(text.substring(gap + 2));
    if (head.isEmpty() || tail.isEmpty()) {
      return Optional.empty();
    }
    var left = PIECES - head.get().size() - tail.get().size();
    if (gap < 0 ? left != 0 : left < 1) {
      return Optional.empty();
    }
    var pieces = new ArrayList<>(head.get());
    for (int i = 0; i < left; i++) {
      pieces.add(0);
    }
    pieces.addAll(tail.get());
    return Optional.of(written(pieces));
  }

  /// The pieces of a part of an address. Its last two may be written as an IPv4 address.
  private static Optional<List<Integer>> pieces(String part) {
    var pieces = new ArrayList<Integer>();
    if (part.isEmpty()) {
      return Optional.of(pieces);
    }
    var parts = List.of(part.split(":", -1));
    for (var piece : parts) {
      if (PIECE.matcher(piece).matches()) {
        pieces.add(Integer.parseInt(piece, 16));
      } else if (pieces.size() == parts.size() - 1 && isDotted(piece)) {
        var octets = piece.split("\\.", -1);
        for (int i = 0; i < OCTETS; i += 2) {
          pieces.add(Integer.parseInt(octets[i]) << Byte.SIZE | Integer.parseInt(octets[i + 1]));
        }
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(pieces);
  }

  private static boolean isDotted(String piece) {
    var octets = List.of(piece.split("\\.", -1));
    return octets.size() == OCTETS
        && octets.stream().allMatch(o -> OCTET.matcher(o).matches() && Integer.parseInt(o) <= 255);
  }

  /// The first of the longest runs of zeros, if it has two at least, is `::`.
  private static String written(List<Integer> pieces) {
    var from = -1;
    var length = 1;
    for (int i = 0; i < PIECES; i++) {
      var end = i;
      while (end < PIECES && pieces.get(end) == 0) {
        end++;
      }
      if (end - i > length) {
        from = i;
        length = end - i;
      }
    }
    return from < 0
        ? joined(pieces)
        : joined(pieces.subList(0, from)) + "::" + joined(pieces.subList(from + length, PIECES));
  }

  private static String joined(List<Integer> pieces) {
    var joined = new StringJoiner(":");
    pieces.forEach(piece -> joined.add(Integer.toHexString(piece)));
    return joined.toString();
  }
}
