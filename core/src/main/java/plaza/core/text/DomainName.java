package plaza.core.text;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Locale;
import java.util.Optional;

/// Domain names as browsers ask for them (WHATWG URL, "domain to ASCII"; UTS 46, non-transitional:
/// ß, ς and the joiners are letters, not ss, σ and nothing). `java.net.IDN` has the rules of 2003.
///
/// The mapping of UTS 46 is made of what the JDK has, compatibility forms and case, and of the few
/// exceptions named here. It was compared with Unicode's table, character by character (see
/// `decisions/0072`). Not checked is where a joiner may stand and in which direction a label runs:
/// browsers refuse such names, so they lead nowhere.
public final class DomainName {
  /// The longest name, in characters of its ASCII form: a longer one is not in the DNS.
  public static final int LENGTH_MAX = 253;

  /// What browsers refuse in the name that they would ask for.
  private static final String FORBIDDEN = " #%/:<>?@[\\]^|";

  private static final char SHARP_S = 'ß';
  private static final char CAPITAL_SHARP_S = 'ẞ';
  private static final char FINAL_SIGMA = 'ς';
  private static final char DOTLESS_I = 'ı';
  private static final int MATHEMATICAL_DOTLESS_I = 0x1D6A4;

  /// Letters of Cherokee are folded to capitals.
  private static final int CHEROKEE_FROM = 0x13A0;

  private static final int CHEROKEE_TO = 0x13F5;

  private static final int ASCII_END = 0x80;

  private DomainName() {}

  /// The name in ASCII and in lower case, its labels parted by dots; empty when browsers refuse it,
  /// or it is too long.
  public static Optional<String> ascii(String name) {
    if (name.length() > LENGTH_MAX * 2) {
      return Optional.empty();
    }
    var mapped = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); ) {
      var c = name.codePointAt(i);
      i += Character.charCount(c);
      if (isDisallowed(c)) {
        return Optional.empty();
      }
      mapped.append(mapped(c));
    }
    var ascii = new StringBuilder();
    for (var label : Normalizer.normalize(mapped, Form.NFC).split("\\.", -1)) {
      ascii.append(ascii.isEmpty() ? "" : ".").append(asciiLabel(label));
    }
    return ascii.length() > LENGTH_MAX + 1 || ascii.chars().anyMatch(DomainName::isForbidden)
        ? Optional.empty()
        : Optional.of(ascii.toString());
  }

  private static boolean isForbidden(int c) {
    return c <= ' ' || c >= 0x7F || FORBIDDEN.indexOf(c) >= 0;
  }

  private static String asciiLabel(String label) {
    return label.chars().allMatch(c -> c < ASCII_END) ? label : "xn--" + Punycode.encode(label);
  }

  /// What a character is in the table of UTS 46.
  private static String mapped(int c) {
    if (c < ASCII_END) {
      return String.valueOf((char) (c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c));
    }
    if (c == FINAL_SIGMA) {
      return String.valueOf(FINAL_SIGMA);
    }
    if (Invisible.is(c) && !isJoiner(c)) {
      return "";
    }
    var compatible = Normalizer.normalize(Character.toString(c), Form.NFKC).replace('。', '.');
    var mapped = new StringBuilder();
    compatible.codePoints().forEach(each -> mapped.append(lowerCase(each)));
    return Normalizer.normalize(mapped, Form.NFKC);
  }

  private static boolean isJoiner(int c) {
    return c == Invisible.ZERO_WIDTH_JOINER || c == Invisible.ZERO_WIDTH_NON_JOINER;
  }

  private static String lowerCase(int c) {
    return switch (c) {
      case SHARP_S, DOTLESS_I -> Character.toString(c);
      case CAPITAL_SHARP_S -> String.valueOf(SHARP_S);
      case MATHEMATICAL_DOTLESS_I -> String.valueOf(DOTLESS_I);
      case 'Σ', FINAL_SIGMA -> "σ";
      default -> {
        var upper = Character.toString(c).toUpperCase(Locale.ROOT);
        var first = upper.codePointAt(0);
        yield first >= CHEROKEE_FROM && first <= CHEROKEE_TO
            ? upper
            : upper.toLowerCase(Locale.ROOT);
      }
    };
  }

  /// Whether no name has the character, mapped or not.
  private static boolean isDisallowed(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR -> true;
      case Character.FORMAT -> !Invisible.is(c) || isDirectionMark(c);
      case Character.OTHER_SYMBOL -> c == 0xFFFC || c == 0xFFFD;
      // Those that would become dots.
      case Character.OTHER_PUNCTUATION -> c >= 0x2024 && c <= 0x2026;
      default -> false;
    };
  }

  private static boolean isDirectionMark(int c) {
    return c == 0x61C
        || (c >= 0x200E && c <= 0x200F)
        || (c >= 0x202A && c <= 0x202E)
        || (c >= 0x2066 && c <= 0x2069)
        || c >= 0xE0001;
  }
}
