package plaza.edge.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Text as browsers encode it in a form, a query or a path. It is taken byte by byte (one
/// character a byte, ISO-8859-1): clients such as curl leave UTF-8 as it is, others encode each
/// byte.
public final class UrlEncoded {
  private UrlEncoded() {}

  /// The pairs of a form or a query, in order; a 400 when they can't be read.
  public static List<Map.Entry<String, String>> pairs(String bytes) {
    var pairs = new ArrayList<Map.Entry<String, String>>();
    for (var pair : bytes.split("&", -1)) {
      if (!pair.isEmpty()) {
        var equals = pair.indexOf('=');
        pairs.add(Map.entry(
            decoded(equals < 0 ? pair : pair.substring(0, equals)),
            decoded(equals < 0 ? "" : pair.substring(equals + 1))));
      }
    }
    return pairs;
  }

  /// A part of a path, where a plus is a plus.
  static String segment(String bytes) {
    return isPlain(bytes) ? bytes : decoded(bytes.replace("+", "%2B"));
  }

  /// Whether it is ASCII that stands for itself, as nearly every path is.
  private static boolean isPlain(String bytes) {
    for (int i = 0; i < bytes.length(); i++) {
      var c = bytes.charAt(i);
      if (c == '%' || c >= 0x80) {
        return false;
      }
    }
    return true;
  }

  /// Strictly: the decoder of the JDK would put U+FFFD where the bytes are not UTF-8.
  private static String decoded(String bytes) {
    try {
      return Json.utf8(
          URLDecoder.decode(bytes, StandardCharsets.ISO_8859_1)
              .getBytes(StandardCharsets.ISO_8859_1),
          "The request");
    } catch (IllegalArgumentException e) {
      throw Problem.of(400, "The request is not percent-encoded").refuse();
    }
  }
}
