package plaza.core.chat;

import java.util.Optional;
import plaza.core.text.Texts;

/// Who a message is from, as the application says: 1 to 255 code points after trimming, kept as
/// sent, or [#NONE].
public record Sender(String text) {
  /// The longest sender, in Unicode code points of the trimmed text.
  public static final int LENGTH_MAX = 255;

  /// A message without a sender: null on the wire, the empty text in the store.
  public static final Sender NONE = new Sender("");

  public Sender {
    if (!text.isEmpty()) {
      problem(text).ifPresent(problem -> {
        throw new IllegalArgumentException("sender " + problem);
      });
    }
  }

  /// What is wrong with `text` as a sender; empty when nothing is.
  public static Optional<String> problem(String text) {
    return Texts.problem(text, LENGTH_MAX);
  }
}
