package plaza.core.text;

import java.util.HashMap;
import java.util.Map;

/// Characters that people type for one another and that normal forms keep apart: letters with a
/// stroke or a hook, ligatures, curly quotes, the Arabic letters that differ by keyboard and the
/// seats of hamza, half-width Hangul.
final class Equivalents {
  /// Each letter and what it is folded to, in lower case.
  private static final String LATIN = """
      ł l  ƚ l  ɫ l  ⱡ l  ɬ l  ɭ l  ø o  ɵ o  đ d  ð d  ɖ d  ɗ d  ƌ d  æ ae  œ oe  þ th  ħ h  ɦ h
      ⱨ h  ŧ t  ƭ t  ƫ t  ʈ t  ⱦ t  ŋ n  ɲ n  ɳ n  ƞ n  ƀ b  ɓ b  ƃ b  ƈ c  ȼ c  ɇ e  ƒ f  ǥ g  ɠ g
      ɨ i  ı i  ɉ j  ɟ j  ȷ j  ƙ k  ⱪ k  ɍ r  ɽ r  ƥ p  ᵽ p  ʂ s  ȿ s  ʉ u  ʋ v  ⱳ w  ƴ y  ɏ y  ƶ z
      ȥ z  ʐ z  ɀ z  ⱬ z  ⱥ a
      """;

  private static final String APOSTROPHES = "‘’‚‛′‵ʹʻʼʽ´ꞌ❛❜׳՚";
  private static final String DOUBLE_QUOTES = "“”„‟″‶ʺ❝❞〝〞〟״＂";

  /// Of the double quotes those that stand within words, and so hold no phrase together.
  private static final String WITHIN_WORDS = "″‶ʺ״";

  private static final String HYPHENS = "‐‑";

  private static final String ARABIC = "ٱا ٲا ٳا ىي یي ۍي ێي کك ڪك ہه ۀه ۂه ةه ۃه";

  private static final char TATWEEL = '\u0640';

  private static final char HALF_WIDTH_JAMO_FROM = '\uFFA1';
  private static final String HALF_WIDTH_CONSONANTS = "ㄱㄲㄳㄴㄵㄶㄷㄸㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅃㅄㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";
  private static final char HALF_WIDTH_VOWELS_FROM = '\uFFC2';
  private static final String HALF_WIDTH_VOWELS = "ㅏㅐㅑㅒㅓㅔ  ㅕㅖㅗㅘㅙㅚ  ㅛㅜㅝㅞㅟㅠ  ㅡㅢㅣ";

  /// No character below it is in the table.
  private static final char FROM = '\u00B4';

  private static final Map<Character, String> TABLE = table();

  private Equivalents() {}

  private static Map<Character, String> table() {
    var table = new HashMap<Character, String>();
    var latin = LATIN.strip().split("\\s+", -1);
    for (int i = 0; i < latin.length; i += 2) {
      table.put(latin[i].charAt(0), latin[i + 1]);
    }
    putAll(table, APOSTROPHES, "'");
    putAll(table, DOUBLE_QUOTES, "\"");
    putAll(table, HYPHENS, "-");
    for (var pair : ARABIC.split(" ", -1)) {
      table.put(pair.charAt(0), pair.substring(1));
    }
    table.put(TATWEEL, "");
    putRow(table, HALF_WIDTH_JAMO_FROM, HALF_WIDTH_CONSONANTS);
    putRow(table, HALF_WIDTH_VOWELS_FROM, HALF_WIDTH_VOWELS);
    return Map.copyOf(table);
  }

  private static void putAll(Map<Character, String> table, String characters, String to) {
    characters.chars().forEach(c -> table.put((char) c, to));
  }

  private static void putRow(Map<Character, String> table, char from, String row) {
    for (int i = 0; i < row.length(); i++) {
      if (row.charAt(i) != ' ') {
        table.put((char) (from + i), row.substring(i, i + 1));
      }
    }
  }

  /// The text with each character that is in the table replaced; `text` itself when none is.
  static String replaced(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= FROM && TABLE.containsKey(text.charAt(i))) {
        return copied(text);
      }
    }
    return text;
  }

  private static String copied(String text) {
    var replaced = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      var to = c < FROM ? null : TABLE.get(c);
      if (to == null) {
        replaced.append(c);
      } else {
        replaced.append(to);
      }
    }
    return replaced.toString();
  }

  /// The text with the quotes that hold a phrase together as straight ones.
  static String withStraightQuotes(String text) {
    var straight = text.toCharArray();
    for (int i = 0; i < straight.length; i++) {
      var c = straight[i];
      if (c >= FROM && DOUBLE_QUOTES.indexOf(c) >= 0 && WITHIN_WORDS.indexOf(c) < 0) {
        straight[i] = '"';
      }
    }
    return new String(straight);
  }
}
