package plaza.core.chat;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The type of a chat; fixed when it is created.
public enum ChatType {
  GROUP(0),
  DIRECT(1),
  CHANNEL(2);

  private final int code;

  ChatType(int code) {
    this.code = code;
  }

  /// Its number in the log and in the store, for ever.
  public int code() {
    return code;
  }

  public static ChatType of(long code) {
    return Arrays.stream(values())
        .filter(type -> type.code == code)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("unknown chat type " + code));
  }

  /// The name on the wire.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<ChatType> parse(String word) {
    return Arrays.stream(values()).filter(type -> type.word().equals(word)).findFirst();
  }
}
