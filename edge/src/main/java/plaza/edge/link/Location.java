package plaza.edge.link;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import plaza.core.link.Target;
import plaza.core.link.TargetHost;

/// A target as a `Location` header has it: in ASCII, its host in the one form that browsers ask
/// for, and other characters percent-encoded, as browsers would.
public final class Location {
  private static final Pattern WEB =
      Pattern.compile("([Hh][Tt][Tt][Pp][Ss]?://)(\\[[^\\]/?#]*]|[^/?#:\\\\]*)(.*)");

  private static final Pattern NOT_IN_A_URI =
      Pattern.compile("[\"<>\\\\^`{|}]|%(?![0-9A-Fa-f]{2})");
  private static final HexFormat HEX = HexFormat.of().withUpperCase();
  private static final int FIRST_FOREIGN = 0x80;

  private Location() {}

  public static String of(Target target) {
    var url = target.url();
    if (isPlain(url)) {
      return url;
    }
    var parts = WEB.matcher(url);
    return parts.matches()
        ? parts.group(1) + host(parts.group(2)) + encoded(parts.group(3))
        : encoded(url);
  }

  /// As [#of], with what browsers send all the same and a URI must not have encoded too; empty when
  /// it is none even so.
  static Optional<URI> uri(Target target) {
    var location = NOT_IN_A_URI
        .matcher(of(target))
        .replaceAll(found -> encoded((byte) found.group().charAt(0)));
    try {
      return Optional.of(URI.create(location));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /// Whether it is a web target whose host has one form only, and has nothing to be encoded: most
  /// are.
  private static boolean isPlain(String url) {
    var from = url.startsWith("https://") ? 8 : url.startsWith("http://") ? 7 : url.length();
    var label = from;
    var i = from;
    for (; i < url.length() && isPlainInHost(url.charAt(i)); i++) {
      label = url.charAt(i) == '.' ? i + 1 : label;
    }
    // Behind its last dot a name has no digit first: then it may be an address.
    var named = label < i && !(url.charAt(label) >= '0' && url.charAt(label) <= '9');
    var ended = i == url.length() || "/?#:".indexOf(url.charAt(i)) >= 0;
    return named && ended && isAscii(url, i);
  }

  private static boolean isPlainInHost(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
  }

  private static boolean isAscii(String url, int from) {
    for (int i = from; i < url.length(); i++) {
      if (url.charAt(i) >= FIRST_FOREIGN) {
        return false;
      }
    }
    return true;
  }

  private static String host(String host) {
    var canonical = TargetHost.canonical(host);
    return TargetHost.isCanonical(canonical) ? canonical : encoded(host);
  }

  /// A text of a URL, in which what is not ASCII is percent-encoded.
  public static String encoded(String text) {
    var encoded = new StringBuilder();
    text.codePoints().forEach(c -> {
      if (c < FIRST_FOREIGN) {
        encoded.append((char) c);
      } else {
        for (var octet : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
          encoded.append(encoded(octet));
        }
      }
    });
    return encoded.toString();
  }

  private static String encoded(byte octet) {
    return "%" + HEX.toHexDigits(octet);
  }
}
