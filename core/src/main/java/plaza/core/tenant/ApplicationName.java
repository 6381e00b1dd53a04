package plaza.core.tenant;

import java.util.Optional;
import plaza.core.text.Texts;

/// What people call an application: 1 to 255 code points after trimming, kept as sent.
public record ApplicationName(String text) {
  /// The longest name, in Unicode code points of the trimmed text.
  public static final int LENGTH_MAX = 255;

  public ApplicationName {
    problem(text).ifPresent(problem -> {
      throw new IllegalArgumentException("application name " + problem);
    });
  }

  /// What is wrong with `text` as a name; empty when nothing is.
  public static Optional<String> problem(String text) {
    return Texts.problem(text, LENGTH_MAX);
  }
}
