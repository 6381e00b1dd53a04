package plaza.core.tenant;

import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// The public name of an application in URLs: 32 lower-case hexadecimal characters, unguessable,
/// no secret.
public record Token(String hex) {
  private static final int BYTES = 16;

  public Token {
    if (!wellFormed(hex)) {
      throw new IllegalArgumentException("a token has 32 lower-case hexadecimal characters");
    }
  }

  /// The token in `text`, or empty when it has not the form of one.
  public static Optional<Token> parse(String text) {
    return wellFormed(text) ? Optional.of(new Token(text)) : Optional.empty();
  }

  /// A new token. `random` must be cryptographically strong.
  public static Token random(RandomGenerator random) {
    var bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return new Token(HexFormat.of().formatHex(bytes));
  }

  private static boolean wellFormed(String text) {
    if (text.length() != 2 * BYTES) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        return false;
      }
    }
    return true;
  }
}
