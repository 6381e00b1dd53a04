package plaza.edge.redirect;

import io.vertx.core.MultiMap;
import org.jspecify.annotations.Nullable;
import plaza.core.visit.VisitRequest;

/// Texts that a request brings, cut before they are kept, parsed or compared: a client sends up to
/// 16 KiB of headers, and what is kept of a visit is far less.
final class HeaderText {
  /// The longest user agent that is parsed and kept, in characters.
  static final int AGENT_LENGTH_MAX = VisitRequest.LENGTH_MAX;

  /// The longest referrer that is looked at, in characters; its query is cut off later.
  static final int REFERRER_LENGTH_MAX = VisitRequest.LENGTH_MAX;

  /// The longest list of languages that is looked at, in characters.
  static final int LANGUAGE_LENGTH_MAX = 200;

  /// The longest path and query that is kept, in characters.
  static final int URL_LENGTH_MAX = VisitRequest.LENGTH_MAX;

  private HeaderText() {}

  /// The header, or as much of it as is looked at; empty: there is none.
  static String of(MultiMap headers, CharSequence name, int lengthMax) {
    return cut(headers.get(name), lengthMax);
  }

  /// The text, or as much of it as there is room for; what is cut keeps no memory of the rest.
  static String cut(@Nullable String text, int lengthMax) {
    if (text == null) {
      return "";
    }
    if (text.length() <= lengthMax) {
      return text;
    }
    var end = Character.isHighSurrogate(text.charAt(lengthMax - 1)) ? lengthMax - 1 : lengthMax;
    return text.substring(0, end);
  }
}
