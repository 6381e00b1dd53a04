package plaza.contract.cost;

import java.util.Random;

/// Shapes of text that make careless code slow: what folds, parses, splits or searches text is
/// measured with each of them, by [LinearCost]. Each can be made at any length.
public enum HostileText {
  REPEATED_LETTER("a"),
  REPEATED_CAPITAL_WITH_ACCENT("É"),

  /// A final sigma is told from another by what stands around it.
  SIGMAS("Σ"),
  SIGMAS_AND_A_MARK("Σσς\u0301"),

  /// Marks of two combining classes, which a normal form sorts.
  ALTERNATING_MARKS("\u0301\u0323"),
  DESCENDING_MARKS("\u0301\u0323\u0327\u0334"),
  MARKS_OF_ONE_CLASS("\u0301"),

  /// Letters (by their category) whose compatibility decomposition is a mark.
  HALFWIDTH_VOICED_MARKS("\uFF9E\u0301"),

  /// Spacing marks that have a combining class.
  TONE_MARKS("\u302E\u0323"),
  MARKS_BEYOND_THE_BASIC_PLANE("\uD834\uDD65\uD834\uDD67"),
  LETTERS_WITH_MARKS("e\u0301\u0323"),
  LETTERS_OF_OTHER_SCRIPTS_WITH_MARKS("\u0E01\u0E38\u0E49"),
  LEADING_JAMO("\u1100"),
  JAMO("\u1100\u1161\u11A8"),
  TRAILING_JAMO("\u11A8"),
  SYLLABLES("\uAC00\u11A8"),
  SURROGATE_PAIRS("\uD83C\uDF0D"),
  JOINED_PICTURES("\uD83D\uDC69\u200D"),
  HIGH_SURROGATES("\uD83C"),
  LOW_SURROGATES("\uDF0D"),

  /// One character whose compatibility decomposition has 18.
  LONG_DECOMPOSITION("\uFDFA"),
  DOTTED_CAPITAL_I("İ"),
  UNSEEN("\u200B\u00AD"),
  LOOSE_JAMO("\u314B\u3160"),
  ARABIC_MARKS("\u0628\u0651\u0640"),
  CURLY_QUOTES("\u201Ca\u201D"),
  JOINERS("\u200D"),
  TAGS("\uDB40\uDC67"),
  WHITE_SPACE(" \t\u3000"),
  ONE_LETTER_WORDS("a "),
  QUOTES("\""),
  QUOTED_LETTERS("\"a\" "),
  WORDS_AND_QUOTES("a\"b"),
  BRACKETS("(["),
  BACKSLASHES("\\"),
  COMMAS_AND_SEMICOLONS(",;"),
  SLASHES("/"),
  DIGITS("9"),

  /// Half of it is one letter, half another: a needle of its first half is nearly in the second.
  TWO_RUNS("") {
    @Override
    public String of(int length) {
      return "a".repeat(length / 2) + "b".repeat(length - length / 2);
    }
  },

  /// Words that all differ.
  MANY_WORDS("") {
    @Override
    public String of(int length) {
      var text = new StringBuilder(length);
      for (int i = 0; text.length() < length; i++) {
        text.append(Integer.toString(i, Character.MAX_RADIX)).append(' ');
      }
      text.setLength(length);
      return text.toString();
    }
  },

  /// The same at each call: any characters of the basic plane, with marks among them.
  RANDOM("") {
    @Override
    public String of(int length) {
      return new Random(length)
          .ints(length, ' ', Character.MIN_SURROGATE)
          .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
          .toString();
    }
  };

  private final String period;

  HostileText(String period) {
    this.period = period;
  }

  /// The text of this shape with `length` units of UTF-16.
  public String of(int length) {
    return period.repeat(length / period.length() + 1).substring(0, length);
  }
}
