package plaza.core.text;

import java.lang.Character.UnicodeScript;
import java.util.regex.Pattern;

/// Words in text, for rules about them.
public final class Words {
  /// Characters that nobody sees, and that would hide a word: soft hyphens, joiners, marks of
  /// direction.
  private static final Pattern UNSEEN = Pattern.compile("\\p{Cf}");

  private Words() {}

  /// How text is compared with words.
  public static String plain(String text) {
    return Folding.fold(UNSEEN.matcher(text).replaceAll(""));
  }

  /// Whether `word` is a word of `text`, both [#plain]: whole where its script puts spaces between
  /// words (a rule about "ass" is none about "class"), anywhere where it does not.
  public static boolean contains(String text, String word) {
    for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
      var end = at + word.length();
      var before = at == 0 || apart(text.codePointBefore(at), word.codePointAt(0));
      var behind =
          end == text.length() || apart(text.codePointAt(end), word.codePointBefore(word.length()));
      if (before && behind) {
        return true;
      }
    }
    return false;
  }

  /// Whether two neighbours are not of one word.
  private static boolean apart(int neighbour, int own) {
    return !Character.isLetterOrDigit(neighbour)
        || !Character.isLetterOrDigit(own)
        || withoutSpaces(own)
        || withoutSpaces(neighbour);
  }

  private static boolean withoutSpaces(int c) {
    return switch (UnicodeScript.of(c)) {
      case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR, TIBETAN, BOPOMOFO, YI -> true;
      default -> false;
    };
  }
}
