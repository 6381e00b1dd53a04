package plaza.core.text;

import java.util.Optional;

/// What every text that a client sends must be: storable in any engine, and neither blank nor too
/// long. Lengths count Unicode code points of the trimmed text; the text itself is kept as it was
/// sent.
public final class Texts {
  private static final int DELETE = 0x7F;
  private static final int NEXT_LINE = 0x85;

  private Texts() {}

  /// Says what is wrong with a text of 1 to `lengthMax` code points; empty when nothing is. The
  /// words suit `field: words`.
  public static Optional<String> problem(String text, int lengthMax) {
    if (!storable(text)) {
      return Optional.of("must not contain the character U+0000 or half of a surrogate pair");
    }
    var length = length(text);
    if (length == 0) {
      return Optional.of("can't be blank");
    }
    return length > lengthMax
        ? Optional.of("is too long (maximum is " + lengthMax + " characters, had " + length + ")")
        : Optional.empty();
  }

  /// How many code points the trimmed text has. What Unicode calls white space is trimmed, the
  /// kinds that do not break a line too.
  public static int length(String text) {
    int from = 0;
    int to = text.length();
    // No white space is beyond the characters that are one unit of UTF-16.
    while (from < to && isSpace(text.charAt(from))) {
      from++;
    }
    while (to > from && isSpace(text.charAt(to - 1))) {
      to--;
    }
    return text.codePointCount(from, to);
  }

  /// Whether a character is white space in any way that Unicode and Java know.
  public static boolean isSpace(int c) {
    // Most characters are one of these, and are told apart by this much faster.
    var inAsciiPrinted = c > ' ' && c < DELETE;
    return !inAsciiPrinted
        && (Character.isWhitespace(c) || Character.isSpaceChar(c) || c == NEXT_LINE);
  }

  /// Whether every engine can keep the text as it is: no U+0000, no lone surrogate.
  public static boolean storable(String text) {
    for (int i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (c == 0) {
        return false;
      }
      if (Character.isSurrogate(c)) {
        var paired = Character.isHighSurrogate(c)
            && i + 1 < text.length()
            && Character.isLowSurrogate(text.charAt(i + 1));
        if (!paired) {
          return false;
        }
        i++;
      }
    }
    return true;
  }

  /// The text with the letters A to Z in lower case, others as they are: for hosts, schemes and
  /// other words of protocols. Java's own way takes quadratic time for Greek capital sigmas.
  public static String asciiLowerCase(String text) {
    var lower = text.toCharArray();
    for (int i = 0; i < lower.length; i++) {
      if (lower[i] >= 'A' && lower[i] <= 'Z') {
        lower[i] = (char) (lower[i] + ('a' - 'A'));
      }
    }
    return new String(lower);
  }
}
