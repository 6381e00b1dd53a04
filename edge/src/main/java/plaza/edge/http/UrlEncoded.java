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
  /// The most pairs of a form: as many as a query has room for.
  private static final int PAIRS_MAX = 4_096;

  private UrlEncoded() {}

  /// The pairs of a form or a query, in order; a 400 when they can't be read.
  public static List<Map.Entry<String, String>> pairs(String bytes) {
    var pairs = new ArrayList<Map.Entry<String, String>>();
    for (int from = 0; from < bytes.length(); ) {
      var ampersand = bytes.indexOf('&', from);
      var to = ampersand < 0 ? bytes.length() : ampersand;
      if (to > from) {
        pairs.add(pair(bytes.substring(from, to)));
      }
      if (pairs.size() > PAIRS_MAX) {
        throw Problem.of(400, "The request has more than " + PAIRS_MAX + " parameters")
            .refuse();
      }
      from = to + 1;
    }
    return pairs;
  }

  private static Map.Entry<String, String> pair(String bytes) {
    var equals = bytes.indexOf('=');
    return Map.entry(
        decoded(equals < 0 ? bytes : bytes.substring(0, equals)),
        decoded(equals < 0 ? "" : bytes.substring(equals + 1)));
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
