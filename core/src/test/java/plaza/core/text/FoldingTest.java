package plaza.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

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
    assertThat(Folding.fold("ㄱㅏ 가")).isEqualTo("가 가");
    assertThat(Folding.fold("สวัสดี")).isEqualTo("สวัสดี");
    assertThat(Folding.fold("नमस्ते")).isEqualTo("नमस्ते");
    assertThat(Folding.fold("❤️ 👍🏽 👩‍👧")).isEqualTo("❤️ 👍🏽 👩‍👧");
  }
}
