package plaza.core.text;

import java.lang.Character.UnicodeScript;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The characters that fold as they do alone, whatever stands beside them: most texts have no
/// others, and are folded by a table many times as fast. The table learns what it is asked.
///
/// Others are marks, which belong to the letter before them, and the parts of Hangul syllables,
/// which grow together.
final class Alone {
  /// What the table has for a character that does not fold alone.
  private static final String BESIDE = "\uFDD1beside";

  /// What characters fold to, as far as it was asked for. Written by any thread: what one misses it
  /// finds out by itself.
  private static final @Nullable String[] FOLDED = new @Nullable String[Character.MAX_VALUE + 1];

  /// Pictures, from the weather on: each folds to itself.
  private static final int PICTURES_FROM = 0x1F300;

  private static final int PICTURES_TO = 0x1FAFF;

  private static final char SYLLABLES_FROM = '\uAC00';
  private static final char SYLLABLES_TO = '\uD7A3';

  private Alone() {}

  /// The folded text, but for its white space; empty when a character in it does not fold alone.
  static Optional<String> fold(String text) {
    var folded = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (Character.isHighSurrogate(c) && isPicture(text.codePointAt(i))) {
        folded.append(c).append(text.charAt(++i));
        continue;
      }
      var known = FOLDED[c];
      var to = known == null ? learn(c) : known;
      if (to.equals(BESIDE)) {
        return Optional.empty();
      }
      folded.append(to);
    }
    return Optional.of(folded.toString());
  }

  private static boolean isPicture(int c) {
    return c >= PICTURES_FROM && c <= PICTURES_TO;
  }

  private static String learn(char c) {
    var folded = Folding.foldBeside(String.valueOf(c));
    var alone = isAlone(c) && folded.chars().allMatch(it -> isAlone((char) it));
    FOLDED[c] = alone ? folded : BESIDE;
    return alone ? folded : BESIDE;
  }

  /// Whether nothing that a normal form does joins it to what is before it or behind it.
  private static boolean isAlone(char c) {
    return !Character.isSurrogate(c)
        && c != Invisible.ZERO_WIDTH_JOINER
        && !isMark(c)
        && !isPartOfSyllable(c);
  }

  private static boolean isMark(char c) {
    return switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK ->
        true;
      default -> false;
    };
  }

  private static boolean isPartOfSyllable(char c) {
    var isWhole = (c >= SYLLABLES_FROM && c <= SYLLABLES_TO) || Jamo.isLoose(c);
    return UnicodeScript.of(c) == UnicodeScript.HANGUL && !isWhole;
  }
}
