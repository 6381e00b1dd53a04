package plaza.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import org.junit.jupiter.api.Test;

class StreamSafeTest {
  private static final int CHARACTERS = Character.MAX_CODE_POINT + 1;

  /// Two marks of different classes are put in order: so a character belongs to a run of marks when
  /// a mark moves across the beginning of what it is decomposed to.
  @Test
  void every_character_that_a_normal_form_moves_counts_as_a_mark() {
    for (int c = 0; c < CHARACTERS; c++) {
      if (Character.isDefined(c) && !Character.isSurrogate((char) c) && moves(c)) {
        assertThat(StreamSafe.isMark(c)).as("U+%04X", c).isTrue();
      }
    }
  }

  private static boolean moves(int c) {
    var decomposed = Normalizer.normalize(Character.toString(c), Form.NFKD);
    var first = Character.toString(decomposed.codePointAt(0));
    return moves("\u0345" + first) || moves("\u0334" + first) || moves(first + "\u0334");
  }

  private static boolean moves(String marks) {
    return !Normalizer.normalize("x" + marks, Form.NFKD).equals("x" + marks);
  }

  @Test
  void a_run_of_marks_is_parted_after_thirty_and_others_are_left() {
    assertThat(StreamSafe.of("e" + "\u0301".repeat(30) + "e"))
        .isEqualTo("e" + "\u0301".repeat(30) + "e");
    assertThat(StreamSafe.of("e" + "\u0301".repeat(31)))
        .isEqualTo("e" + "\u0301".repeat(30) + StreamSafe.SEPARATOR + "\u0301");
    assertThat(StreamSafe.of(StreamSafe.of("\u0301".repeat(99))))
        .isEqualTo(StreamSafe.of("\u0301".repeat(99)));
  }
}
