package plaza.edge.link;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Pattern;
import plaza.core.link.Target;

/// A target as a `Location` header has it: in ASCII, a host in other scripts as punycode, and other
/// characters percent-encoded, as browsers would.
public final class Location {
  private static final Pattern HOST = Pattern.compile("([A-Za-z]+://)([^/?#:\\\\]*)(.*)");
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
          encoded.append('%').append(HEX.toHexDigits(octet));
        }
      }
    });
    return encoded.toString();
  }
}
