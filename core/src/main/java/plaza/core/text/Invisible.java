package plaza.core.text;

/// Characters that have no glyph: joiners, soft hyphens, direction marks, variation selectors,
/// fillers, control characters. They neither hide a word nor are needed to find it.
///
/// Two are kept where they make a picture another one: the zero width joiner between pictures
/// (a family), and the tags behind a black flag (the flag of Scotland).
final class Invisible {
  /// Makes one picture of two.
  static final char ZERO_WIDTH_JOINER = '\u200D';

  static final char ZERO_WIDTH_NON_JOINER = '\u200C';

  private static final int BLACK_FLAG = 0x1F3F4;

  private static final int TAGS_FROM = 0xE0020;
  private static final int TAGS_TO = 0xE007F;

  /// First and last of each range: `Default_Ignorable_Code_Point` of Unicode 16, and the
  /// interlinear annotation characters.
  private static final int[] RANGES = {
    0xAD, 0xAD,
    0x34F, 0x34F,
    0x61C, 0x61C,
    0x115F, 0x1160,
    0x17B4, 0x17B5,
    0x180B, 0x180F,
    0x200B, 0x200F,
    0x202A, 0x202E,
    0x2060, 0x206F,
    0x3164, 0x3164,
    0xFE00, 0xFE0F,
    0xFEFF, 0xFEFF,
    0xFFA0, 0xFFA0,
    0xFFF0, 0xFFFB,
    0x1BCA0, 0x1BCA3,
    0x1D173, 0x1D17A,
    0xE0000, 0xE0FFF
  };

  private Invisible() {}

  /// The text without its invisible characters; `text` itself when it has none.
  static String removed(String text) {
    return text.codePoints().anyMatch(Invisible::is) ? copied(text) : text;
  }

  private static String copied(String text) {
    var kept = new StringBuilder(text.length());
    var before = 0;
    var inTags = false;
    for (int i = 0; i < text.length(); ) {
      var c = text.codePointAt(i);
      i += Character.charCount(c);
      var isTag = inTags && isTag(c);
      if (!is(c) || isTag || (joins(c, before) && isPicture(text, i))) {
        kept.appendCodePoint(c);
        before = c;
        inTags = isTag || c == BLACK_FLAG;
      }
    }
    return kept.toString();
  }

  private static boolean isTag(int c) {
    return c >= TAGS_FROM && c <= TAGS_TO;
  }

  private static boolean joins(int c, int before) {
    return c == ZERO_WIDTH_JOINER
        && (Character.isExtendedPictographic(before) || Character.isEmojiModifier(before));
  }

  private static boolean isPicture(String text, int at) {
    return at < text.length() && Character.isExtendedPictographic(text.codePointAt(at));
  }

  /// Whether a character has no glyph; white space is none of them.
  static boolean is(int c) {
    if (Character.isISOControl(c)) {
      return !Texts.isSpace(c);
    }
    for (int i = 0; i < RANGES.length && c >= RANGES[i]; i += 2) {
      if (c <= RANGES[i + 1]) {
        return true;
      }
    }
    return false;
  }
}
