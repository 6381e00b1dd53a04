package plaza.core.chat;

import java.util.Optional;
import plaza.core.tenant.Settings;
import plaza.core.text.Texts;

/// A message's text: 1 to [Settings#MESSAGE_LENGTH_MAX] code points after trimming, kept as sent.
/// An application may allow less.
public record MessageBody(String text) {
  public MessageBody {
    problem(text).ifPresent(problem -> {
      throw new IllegalArgumentException("message body " + problem);
    });
  }

  /// What is wrong with `text` as a body in any application; empty when nothing is.
  public static Optional<String> problem(String text) {
    return Texts.problem(text, Settings.MESSAGE_LENGTH_MAX);
  }
}
