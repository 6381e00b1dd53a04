package plaza.core.chat;

import java.util.Optional;
import plaza.core.text.Texts;

/// The name of a chat: 1 to 255 code points after trimming, kept as sent, or [#NONE].
public record ChatName(String text) {
  /// The longest name, in Unicode code points of the trimmed text.
  public static final int LENGTH_MAX = 255;

  /// A chat without a name: null on the wire, the empty text in the store.
  public static final ChatName NONE = new ChatName("");

  public ChatName {
    if (!text.isEmpty()) {
      problem(text).ifPresent(problem -> {
        throw new IllegalArgumentException("chat name " + problem);
      });
    }
  }

  /// What is wrong with `text` as a name; empty when nothing is.
  public static Optional<String> problem(String text) {
    return Texts.problem(text, LENGTH_MAX);
  }
}
