package plaza.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The way by the table and the way by normal forms are one.
class FoldingTest {
  private static final int TEXTS = 200_000;
  private static final int LENGTH_MAX = 12;
  private static final int CHARACTERS = 0x30000;

  /// Every character that the table folds, in the midst of letters that take marks, of a syllable
  /// that could grow, and behind a capital that looks at what comes next.
  @Test
  void a_character_that_folds_alone_folds_so_beside_any_other_of_them() {
    for (int c = 0; c < CHARACTERS; c++) {
      var text = "e" + Character.toString(c) + "가" + Character.toString(c) + "Σ";

      assertThat(Folding.fold(text)).as("U+%04X", c).isEqualTo(Folding.foldBeside(text));
    }
  }

  @Test
  void any_text_folds_as_by_normal_forms() {
    var random = new Random(3);
    var alone = IntStream.range(0, CHARACTERS)
        .filter(c -> Alone.fold(Character.toString(c)).isPresent())
        .toArray();
    assertThat(alone).hasSizeGreaterThan(50_000);

    for (int i = 0; i < TEXTS; i++) {
      var text = random
          .ints(1 + random.nextInt(LENGTH_MAX), 0, alone.length)
          .map(at -> alone[at])
          .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
          .toString();

      assertThat(Folding.fold(text)).as(text).isEqualTo(Folding.foldBeside(text));
    }
  }

  @Test
  void case_accents_and_width_are_folded_and_the_marks_of_other_scripts_are_not() {
    assertThat(Folding.fold("Crème  Brûlée")).isEqualTo("creme brulee");
    assertThat(Folding.fold("STRASSE Straße")).isEqualTo("strasse strasse");
    assertThat(Folding.fold("ΣΊΣΥΦΟΣ σίσυφος")).isEqualTo("σισυφοσ σισυφοσ");
    assertThat(Folding.fold("Ёлка й")).isEqualTo("елка и");
    assertThat(Folding.fold("ＡＢＣ１２３…")).isEqualTo("abc123...");
    assertThat(Folding.fold("ｶﾞガ")).isEqualTo("ガガ");
    assertThat(Folding.fold("สวัสดี")).isEqualTo("สวัสดี");
    assertThat(Folding.fold("नमस्ते")).isEqualTo("नमस्ते");
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " | ",
      ignoreLeadingAndTrailingWhitespace = false,
      quoteCharacter = '`',
      textBlock = """
      Łódź | lodz
      Ørsted smørrebrød | orsted smorrebrod
      Đà Nẵng | da nang
      Æsir œuvre Þór ðæ | aesir oeuvre thor dae
      Ħamrun Ŧ ı İ ʉ ƶ ŋ | hamrun t i i u z n
      Ǿ ǽ ø̣ | o ae o
      الحلّة | الحله
      أم لَج | ام لج
      شـابوص | شابوص
      الدوري | الدورى
      آإٱأؤئ | ااااوي
      ی ک ة | ي ك ه
      שָׁלוֹם | שלום
      קָמָץ | קמץ
      don’t ‘a’ donʼt rock´n´roll | don't 'a' don't rock'n'roll
      “a” „b“ ‟c‟ | "a" "b" "c"
      צה״ל ׳ | צה"ל '
      co‑op ‐ | co-op -
      """)
  void what_is_typed_for_one_another_folds_alike(String text, String folded) {
    assertThat(Folding.fold(text)).isEqualTo(Folding.fold(folded));
  }

  @Test
  void what_is_typed_for_one_another_folds_to_the_plain_one() {
    assertThat(Folding.fold("ŁØĐÆŒ")).isEqualTo("lodaeoe");
    assertThat(Folding.fold("أإآٱـّ")).isEqualTo("اااا");
    assertThat(Folding.fold("שָׁלוֹם")).isEqualTo("שלום");
    assertThat(Folding.fold("‘“”’")).isEqualTo("'\"\"'");
  }

  /// Each invisible character, within a word, at its ends, and between letters that would take it
  /// for a mark or grow together.
  @Test
  void invisible_characters_neither_hide_a_word_nor_are_needed_to_find_it() {
    var invisible = IntStream.concat(
        "\u200B\u200C\u200D\u200E\u200F\u00AD\u061C\u2060\u2064\u2066\u2069\u202E\uFEFF\u034F"
            .chars(),
        IntStream.of(
            0x180E, 0x180B, 0x115F, 0x3164, 0xFFA0, 2, 0x1B, 0x7F, 0xFE0E, 0xFE0F, 0xE0100, 0xE0001,
            0xE0041));

    invisible.forEach(c -> {
      var x = Character.toString(c);
      assertThat(Folding.fold(x + "sp" + x + "am" + x)).as("U+%04X", c).isEqualTo("spam");
      assertThat(Folding.fold("é" + x + "ก" + x + "ี")).as("U+%04X", c).isEqualTo("eกี");
      assertThat(Folding.fold("葛" + x)).as("U+%04X", c).isEqualTo("葛");
    });
    assertThat(Folding.fold("می\u200Cخواهم")).isEqualTo(Folding.fold("میخواهم"));
  }

  @Test
  void a_picture_is_one_with_and_without_its_variation_selector_and_joined_ones_stay_joined() {
    assertThat(Folding.fold("❤️")).isEqualTo(Folding.fold("❤")).isEqualTo("❤");
    assertThat(Folding.fold("👍🏽")).contains(Folding.fold("👍"));
    assertThat(Folding.fold("👩‍👧")).isEqualTo("👩‍👧").contains(Folding.fold("👧"));
    assertThat(Folding.fold("🏳️‍🌈"))
        .isEqualTo(Folding.fold("🏳‍🌈"))
        .isNotEqualTo(Folding.fold("🏳"));
    assertThat(Folding.fold("👩🏽‍❤️‍👩")).isEqualTo("👩🏽‍❤‍👩");
    assertThat(Folding.fold("a\u200Db\u200D👩\u200D")).isEqualTo("ab👩");
    var scotland = "🏴\uDB40\uDC67\uDB40\uDC62\uDB40\uDC73\uDB40\uDC63\uDB40\uDC74\uDB40\uDC7F";
    assertThat(Folding.fold(scotland)).isEqualTo(scotland);
    assertThat(Folding.fold("1️⃣")).contains("1");
  }

  @Test
  void loose_hangul_does_not_grow_together_with_its_neighbours() {
    assertThat(Folding.fold("ㅋㅋㅠㅠ")).isEqualTo("ㅋㅋㅠㅠ");
    assertThat(Folding.fold("네ㄳ ㄱㅏ 가")).isEqualTo("네ㄳ ㄱㅏ 가");
    assertThat(Folding.fold("ﾡﾢﾤￂￜ")).isEqualTo("ㄱㄲㄴㅏㅣ");
    assertThat(Folding.fold("\u1112\u1112 \u1100\u1161 \u11A8")).isEqualTo("ㅎㅎ 가 ㄱ");
    assertThat(Folding.fold("㉠㉠")).isEqualTo("ㄱㄱ");
  }

  /// Characters whose compatibility form begins with a mark, behind letters that have accents.
  @Test
  void a_mark_that_is_a_character_of_its_own_is_found_behind_any_letter() {
    for (var mark : List.of("ﾞ", "ﾟ", "ำ", "ຳ", "゛", "゜")) {
      for (var letter : List.of("e", "é", "ω", "д", "あ", "1", "ا", "ㅋ", " ")) {
        assertThat(Folding.fold(letter + mark + "x"))
            .as("%s behind %s", mark, letter)
            .contains(Folding.fold(mark).strip())
            .startsWith(Folding.fold(letter));
      }
    }
    assertThat(Folding.fold("ｶﾞﾊﾟ")).isEqualTo("ガパ");
  }
}
