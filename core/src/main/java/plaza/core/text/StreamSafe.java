package plaza.core.text;

/// The stream-safe form of a text (UAX #15, section 13): a run of combining marks is parted after
/// [#MARKS_MAX] of them. Normal forms sort the marks of a run, which takes quadratic time; no text
/// that people read has so long a run.
final class StreamSafe {
  /// The most marks in a run.
  static final int MARKS_MAX = 30;

  /// What parts a run: a noncharacter, which no text has and which marks are not moved across.
  /// Unicode's own, U+034F, is invisible, and taken away when the text is folded once more.
  static final char SEPARATOR = '\uFDD0';

  /// No character below it is a mark.
  private static final char MARKS_FROM = '\u0300';

  private StreamSafe() {}

  /// `text` itself when it has no long run of marks.
  static String of(String text) {
    var marks = 0;
    for (int i = 0; i < text.length(); ) {
      var c = text.codePointAt(i);
      i += Character.charCount(c);
      marks = marksWith(c, marks);
      if (marks > MARKS_MAX) {
        return parted(text);
      }
    }
    return text;
  }

  private static String parted(String text) {
    var parted = new StringBuilder(text.length() + text.length() / MARKS_MAX);
    var marks = 0;
    for (int i = 0; i < text.length(); ) {
      var c = text.codePointAt(i);
      i += Character.charCount(c);
      marks = marksWith(c, marks);
      if (marks > MARKS_MAX) {
        parted.append(SEPARATOR);
        marks = 1;
      }
      parted.appendCodePoint(c);
    }
    return parted.toString();
  }

  private static int marksWith(int c, int marks) {
    return c >= MARKS_FROM && isMark(c) ? marks + 1 : 0;
  }

  /// Whether a normal form may move the character, or what it is decomposed to, among marks. By
  /// their category these are marks, some of which are never moved, and the half-width voiced
  /// sounds of Japanese.
  static boolean isMark(int c) {
    return switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK ->
        true;
      default -> c == '\uFF9E' || c == '\uFF9F';
    };
  }
}
