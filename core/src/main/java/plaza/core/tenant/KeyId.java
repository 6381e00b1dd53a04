package plaza.core.tenant;

import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// The public name of a secret key: 16 lower-case hexadecimal characters. It tells keys apart and
/// opens nothing.
public record KeyId(String hex) {
  private static final int BYTES = 8;

  public KeyId {
    if (!wellFormed(hex)) {
      throw new IllegalArgumentException("a key id has 16 lower-case hexadecimal characters");
    }
  }

  /// The key id in `text`, or empty when it has not the form of one.
  public static Optional<KeyId> parse(String text) {
    return wellFormed(text) ? Optional.of(new KeyId(text)) : Optional.empty();
  }

  public static KeyId random(RandomGenerator random) {
    var bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return new KeyId(HexFormat.of().formatHex(bytes));
  }

  private static boolean wellFormed(String text) {
    return text.length() == 2 * BYTES
        && text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
  }
}
