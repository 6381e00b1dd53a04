package plaza.edge.link;

import java.net.IDN;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import plaza.core.link.Target;

/// A target as a `Location` header has it: in ASCII, a host in other scripts as punycode, and other
/// characters percent-encoded, as browsers would.
public final class Location {
  private static final Pattern HOST = Pattern.compile("([A-Za-z]+://)([^/?#:\\\\]*)(.*)");
  private static final Pattern NOT_IN_A_URI =
      Pattern.compile("[\"<>\\\\^`{|}]|%(?![0-9A-Fa-f]{2})");
  private static final HexFormat HEX = HexFormat.of().withUpperCase();
  private static final int FIRST_FOREIGN = 0x80;

  private Location() {}

  public static String of(Target target) {
    var url = target.url();
    if (isAscii(url)) {
      return url;
    }
    var parts = HOST.matcher(url);
    return parts.matches()
        ? parts.group(1) + asciiHost(parts.group(2)) + encoded(parts.group(3))
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

  private static boolean isAscii(String url) {
    for (int i = 0; i < url.length(); i++) {
      if (url.charAt(i) >= FIRST_FOREIGN) {
        return false;
      }
    }
    return true;
  }

  private static String asciiHost(String host) {
    try {
      return IDN.toASCII(host, IDN.ALLOW_UNASSIGNED);
    } catch (IllegalArgumentException e) {
      return encoded(host);
    }
  }

  private static String encoded(String text) {
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
