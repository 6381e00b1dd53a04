package plaza.core.link;

import java.util.Optional;
import plaza.core.text.Texts;

/// The code of a short link, after the slash: 1 to 255 characters that a path can hold,
/// compared case by case.
public record Code(String text) {
  /// The longest code, in Unicode code points.
  public static final int LENGTH_MAX = 255;

  /// What ends a part of a path, or is never left as it is in one.
  private static final String NOT_IN_PATHS = "/?#%\\\"<>^`{|}";

  public Code {
    problem(text).ifPresent(problem -> {
      throw new IllegalArgumentException("a code " + problem);
    });
  }

  /// What is wrong with `text` as a code; empty when nothing is.
  public static Optional<String> problem(String text) {
    if (isPlain(text)) {
      return Optional.empty();
    }
    var problem = Texts.problem(text, LENGTH_MAX);
    if (problem.isPresent()) {
      return problem;
    }
    if (text.codePoints().anyMatch(Code::isForeign)) {
      return Optional.of(
          "must not contain white space, control characters or one of " + NOT_IN_PATHS);
    }
    return text.equals(".") || text.equals("..")
        ? Optional.of("must not be . or .., which browsers leave out")
        : Optional.empty();
  }

  /// Nearly all codes are: each redirect asks.
  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      var plain =
          (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
      if (!plain) {
        return false;
      }
    }
    return !text.isEmpty() && text.length() <= LENGTH_MAX;
  }

  private static boolean isForeign(int c) {
    return Texts.isSpace(c) || Character.isISOControl(c) || NOT_IN_PATHS.indexOf(c) >= 0;
  }
}
