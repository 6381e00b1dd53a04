package plaza.core.text;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Locale;

/// The one function that folds text for every search index and every check, so that case, accents
/// and width do not matter: NFKC, then case, then combining marks after Latin, Greek and Cyrillic
/// letters taken away. Marks of other scripts are letters to their readers (Thai and Hindi
/// vowels, dakuten) and stay. A run of white space becomes one space. The time that it takes is
/// in proportion to the text, whatever the text is: runs of marks are limited (see [StreamSafe]).
public final class Folding {
  /// Folding once more may change what folding made (a mark that was hidden in a compatibility
  /// character, a capital in one): two rounds settle every known text, this many every possible
  /// one.
  private static final int ROUNDS_MAX = 4;

  private Folding() {}

  /// The folded form of `text`. Folding it again changes nothing.
  public static String fold(String text) {
    if (isAscii(text)) {
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

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  private static String foldOnce(String text) {
    var compatible = Normalizer.normalize(StreamSafe.of(text), Form.NFKC);
    // Upper case first: it knows that ß is SS and that ς and σ are one letter. A capital sigma is
    // replaced before Java sees it: to find out whether one ends a word, Java looks through the
    // whole text for each.
    var cased = compatible.toUpperCase(Locale.ROOT).replace('Σ', 'σ').toLowerCase(Locale.ROOT);
    return spaced(Normalizer.normalize(withoutMarks(cased), Form.NFKC));
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
      } else if (!strip) {
        kept.appendCodePoint(c);
      }
    }
    return kept.toString();
  }

  private static boolean accentsAreAside(int c) {
    if (c < 0x80) {
      return Character.isLetter(c);
    }
    var script = UnicodeScript.of(c);
    return script == UnicodeScript.LATIN
        || script == UnicodeScript.GREEK
        || script == UnicodeScript.CYRILLIC;
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
