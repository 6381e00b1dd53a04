package plaza.core.chat;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What a chat is for; fixed when it is created. The ordinals are in the log: only add at the end.
public enum ChatType {
  GROUP,
  DIRECT,
  CHANNEL;

  /// The name on the wire.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<ChatType> parse(String word) {
    return Arrays.stream(values()).filter(type -> type.word().equals(word)).findFirst();
  }
}
