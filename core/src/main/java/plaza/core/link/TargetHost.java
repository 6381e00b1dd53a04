package plaza.core.link;

import java.io.ByteArrayOutputStream;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The host of a URL in the canonical form that browsers use, however it is written:
/// percent-encoded, in other scripts, in full width, with a dot at its end, an IPv4 address as
/// one number (WHATWG URL, "host parsing").
public final class TargetHost {
  /// The longest host, in characters of its ASCII form.
  public static final int LENGTH_MAX = 253;

  private static final Pattern NUMBER = Pattern.compile("0[xX][0-9a-fA-F]*|[0-9]+");
  private static final Pattern ALLOWED =
      Pattern.compile("[a-z0-9_-]+(\\.[a-z0-9_-]+)*|\\[[0-9a-f:.]+]");
  private static final int PARTS_MAX = 4;

  private TargetHost() {}

  /// The host that a target names; empty for a target that names none.
  static String of(Target target) {
    var authority = target.authority();
    var host = authority.substring(authority.lastIndexOf('@') + 1);
    var port = host.startsWith("[") ? host.indexOf(':', host.indexOf(']') + 1) : host.indexOf(':');
    return canonical(port < 0 ? host : host.substring(0, port));
  }

  /// What is wrong with a host that is to be blocked; empty when nothing is.
  public static Optional<String> problem(String host) {
    var canonical = canonical(host);
    return canonical.length() <= LENGTH_MAX && ALLOWED.matcher(canonical).matches()
        ? Optional.empty()
        : Optional.of(
            "must be a host such as evil.example, without a scheme, a port or a path, at most "
                + LENGTH_MAX + " characters");
  }

  /// The host as browsers ask for it.
  public static String canonical(String host) {
    var name = ascii(decoded(host));
    while (name.endsWith(".")) {
      name = name.substring(0, name.length() - 1);
    }
    return ipv4(name).orElse(name);
  }

  /// Without percent-encoding; what only looks like it stays.
  private static String decoded(String host) {
    if (host.indexOf('%') < 0) {
      return host;
    }
    var from = host.getBytes(StandardCharsets.UTF_8);
    var to = new ByteArrayOutputStream(from.length);
    for (int i = 0; i < from.length; i++) {
      var encoded = from[i] == '%' && i + 2 < from.length ? hex(from[i + 1], from[i + 2]) : -1;
      to.write(encoded < 0 ? from[i] : encoded);
      i += encoded < 0 ? 0 : 2;
    }
    return to.toString(StandardCharsets.UTF_8);
  }

  /// A byte of two hexadecimal digits; -1: they are none.
  private static int hex(byte high, byte low) {
    var first = Character.digit(high, 16);
    var second = Character.digit(low, 16);
    return first < 0 || second < 0 ? -1 : first << 4 | second;
  }

  private static String ascii(String host) {
    try {
      return IDN.toASCII(host, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException e) {
      return host.toLowerCase(Locale.ROOT);
    }
  }

  /// An IPv4 address of one to four numbers, the last of which fills what the others leave.
  private static Optional<String> ipv4(String host) {
    var parts = List.of(host.split("\\.", -1));
    if (parts.size() > PARTS_MAX
        || !parts.stream().allMatch(p -> NUMBER.matcher(p).matches())) {
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
    var room = 1L << (Byte.SIZE * (PARTS_MAX + 1 - numbers.size()));
    if (address >= room) {
      return Optional.empty();
    }
    for (int i = 0; i < numbers.size() - 1; i++) {
      if (numbers.get(i) > 255) {
        return Optional.empty();
      }
      address |= numbers.get(i) << (Byte.SIZE * (PARTS_MAX - 1 - i));
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
}
