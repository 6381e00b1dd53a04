package plaza.core.text;

import java.lang.Character.UnicodeScript;

/// Words in text, for rules about them.
public final class Words {
  private Words() {}

  /// How text is compared with words.
  public static String plain(String text) {
    return Folding.fold(text);
  }

  /// Whether a word may begin or end at `index` of a text that is [#plain].
  static boolean isBoundary(String text, int index) {
    return index == 0
        || index == text.length()
        || apart(text.codePointBefore(index), text.codePointAt(index));
  }

  /// Whether two neighbours are not of one word.
  private static boolean apart(int left, int right) {
    return !Character.isLetterOrDigit(left)
        || !Character.isLetterOrDigit(right)
        || withoutSpaces(left)
        || withoutSpaces(right);
  }

  private static boolean withoutSpaces(int c) {
    return switch (UnicodeScript.of(c)) {
      case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR, TIBETAN, BOPOMOFO, YI -> true;
      default -> false;
    };
  }
}
