package plaza.core.text;

import java.text.Normalizer;
import java.text.Normalizer.Form;

/// The letters of Hangul. People type them loose (ㅋㅋ, ㅠㅠ) as compatibility jamo. NFKC turns these
/// into conjoining jamo, which grow together with their neighbours to syllables that nobody typed:
/// so they are kept, and conjoining jamo that stay loose become them.
final class Jamo {
  private static final char LOOSE_FROM = '\u3131';
  private static final char LOOSE_TO = '\u318E';

  private static final char CONJOINING_FROM = '\u1100';
  private static final char CONJOINING_TO = '\u11FF';

  /// The first of the letters that end a syllable, and all of them as loose letters.
  private static final char FINAL_FROM = '\u11A8';

  private static final String FINALS = "ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ";

  /// The loose letter of each conjoining one; 0: there is none.
  private static final char[] LOOSE = loose();

  private Jamo() {}

  private static char[] loose() {
    var loose = new char[CONJOINING_TO - CONJOINING_FROM + 1];
    for (int i = 0; i < FINALS.length(); i++) {
      loose[FINAL_FROM + i - CONJOINING_FROM] = FINALS.charAt(i);
    }
    for (char c = LOOSE_FROM; c <= LOOSE_TO; c++) {
      var conjoining = Normalizer.normalize(String.valueOf(c), Form.NFKD).charAt(0);
      if (isConjoining(conjoining)) {
        loose[conjoining - CONJOINING_FROM] = c;
      }
    }
    return loose;
  }

  /// Whether it is a letter of its own, as the keyboard has it.
  static boolean isLoose(char c) {
    return c >= LOOSE_FROM && c <= LOOSE_TO;
  }

  private static boolean isConjoining(char c) {
    return c >= CONJOINING_FROM && c <= CONJOINING_TO;
  }

  /// NFKC, but for loose letters, which stay as they are.
  static String normalized(String text) {
    var from = 0;
    var normalized = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      if (isLoose(text.charAt(i))) {
        // No normal form looks across such a letter: nothing composes with it.
        normalized.append(Normalizer.normalize(text.substring(from, i), Form.NFKC));
        normalized.append(text.charAt(i));
        from = i + 1;
      }
    }
    return normalized
        .append(Normalizer.normalize(text.substring(from), Form.NFKC))
        .toString();
  }

  /// The text, with what is left of conjoining jamo in it as loose letters.
  static String loosened(String text) {
    if (text.chars().noneMatch(c -> isConjoining((char) c))) {
      return text;
    }
    var loosened = text.toCharArray();
    for (int i = 0; i < loosened.length; i++) {
      var c = loosened[i];
      if (isConjoining(c) && LOOSE[c - CONJOINING_FROM] != 0) {
        loosened[i] = LOOSE[c - CONJOINING_FROM];
      }
    }
    return new String(loosened);
  }
}
