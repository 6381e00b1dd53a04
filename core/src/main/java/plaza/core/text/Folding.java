package plaza.core.text;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Locale;

/// The one function that folds text for every search index and every check, so that what readers
/// take for one text is one:
///
/// - case, width and compatibility forms (NFKC), but for the loose letters of Hangul (see [Jamo]);
/// - accents of Latin, Greek and Cyrillic letters, vowel marks and hamza of Arabic, points of
///   Hebrew. Marks of other scripts are letters to their readers (Thai and Hindi vowels, dakuten)
///   and stay;
/// - letters, quotes and apostrophes that are typed for one another (see [Equivalents]);
/// - invisible characters are taken away (see [Invisible]), and a run of white space becomes one
///   space.
///
/// The time that it takes is in proportion to the text, whatever the text is: runs of marks are
/// limited (see [StreamSafe]).
public final class Folding {
  /// Rises with each change of what [#fold] returns. Whatever keeps folded text notes it, and folds
  /// again what an earlier version has folded.
  public static final int VERSION = 2;

  /// Folding once more may change what folding made (a mark that was hidden in a compatibility
  /// character, a capital in one): two rounds settle every known text, this many every possible
  /// one.
  private static final int ROUNDS_MAX = 4;

  /// The marks that Arabic shares with other scripts, from fathatan to hamza below.
  private static final int ARABIC_MARKS_FROM = 0x64B;

  private static final int ARABIC_MARKS_TO = 0x655;
  private static final int SUPERSCRIPT_ALEF = 0x670;

  private static final int VOICED_SOUNDS_FROM = 0x3099;
  private static final int VOICED_SOUNDS_TO = 0x309A;

  private Folding() {}

  /// The folded form of `text`. Folding it again changes nothing.
  public static String fold(String text) {
    if (isVisibleAscii(text)) {
      return spaced(text.toLowerCase(Locale.ROOT));
    }
    return Alone.fold(text).map(Folding::spaced).orElseGet(() -> foldBeside(text));
  }

  /// The folded form of a text whose characters have to do with each other.
  static String foldBeside(String text) {
    var folded = text;
    for (int round = 0; round < ROUNDS_MAX; round++) {
      var next = foldOnce(folded);
      if (next.equals(folded)) {
        break;
      }
      folded = next;
    }
    return folded;
  }

  private static boolean isVisibleAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (c > '~' || (c < ' ' && !Texts.isSpace(c))) {
        return false;
      }
    }
    return true;
  }

  private static String foldOnce(String text) {
    var visible = Equivalents.replaced(Invisible.removed(text));
    var compatible = Jamo.normalized(StreamSafe.of(visible));
    // Upper case first: it knows that ß is SS and that ς and σ are one letter. A capital sigma is
    // replaced before Java sees it: to find out whether one ends a word, Java looks through the
    // whole text for each.
    var cased = compatible.toUpperCase(Locale.ROOT).replace('Σ', 'σ').toLowerCase(Locale.ROOT);
    var bare = Equivalents.replaced(withoutMarks(cased));
    return spaced(Jamo.loosened(Jamo.normalized(bare)));
  }

  private static String withoutMarks(String text) {
    var decomposed = Normalizer.normalize(text, Form.NFD);
    var kept = new StringBuilder(decomposed.length());
    var strip = false;
    for (int i = 0; i < decomposed.length(); ) {
      var c = decomposed.codePointAt(i);
      i += Character.charCount(c);
      if (Character.getType(c) != Character.NON_SPACING_MARK) {
        strip = accentsAreAside(c);
        kept.appendCodePoint(c);
      } else if (!isVowelMark(c) && !(strip && isAccent(c))) {
        kept.appendCodePoint(c);
      }
    }
    return kept.toString();
  }

  /// Whether what stands above or below the letter does not count.
  private static boolean accentsAreAside(int c) {
    if (c < 0x80) {
      return Character.isLetter(c);
    }
    return switch (UnicodeScript.of(c)) {
      case LATIN, GREEK, CYRILLIC, ARABIC, HEBREW, SYRIAC -> true;
      default -> false;
    };
  }

  /// Whether a mark is one of the scripts whose readers leave them out.
  private static boolean isVowelMark(int mark) {
    return switch (UnicodeScript.of(mark)) {
      case ARABIC, HEBREW, SYRIAC -> true;
      case INHERITED ->
        (mark >= ARABIC_MARKS_FROM && mark <= ARABIC_MARKS_TO) || mark == SUPERSCRIPT_ALEF;
      default -> false;
    };
  }

  /// Whether a mark may be an accent. The voiced sounds of Japanese and the vowels of Thai are none
  /// behind a Latin letter either: nobody meant to put them on it.
  private static boolean isAccent(int mark) {
    return switch (UnicodeScript.of(mark)) {
      case INHERITED -> mark < VOICED_SOUNDS_FROM || mark > VOICED_SOUNDS_TO;
      case LATIN, GREEK, CYRILLIC -> true;
      default -> false;
    };
  }

  private static String spaced(String text) {
    return isSpaced(text) ? text : spacedAnew(text);
  }

  /// Whether all white space are single spaces, as in most texts.
  private static boolean isSpaced(String text) {
    var inSpace = false;
    for (int i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      var space = Texts.isSpace(c);
      if (space && (inSpace || c != ' ')) {
        return false;
      }
      inSpace = space;
    }
    return true;
  }

  private static String spacedAnew(String text) {
    var spaced = new StringBuilder(text.length());
    var inSpace = false;
    for (int i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      var space = Texts.isSpace(c);
      if (!space) {
        spaced.append(c);
      } else if (!inSpace) {
        spaced.append(' ');
      }
      inSpace = space;
    }
    return spaced.toString();
  }
}
