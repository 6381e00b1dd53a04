package plaza.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class RoundsTest {
  @Test
  void the_median_ignores_one_wild_round_which_the_extremes_show() {
    var rounds = new Rounds(List.of(10.0, 1000.0, 12.0));

    assertThat(rounds.median()).isEqualTo(12);
    assertThat(rounds.text()).isEqualTo("12.0 (10.0–1,000)");
  }

  @Test
  void an_even_number_of_rounds_has_its_median_between_the_two_in_the_middle() {
    assertThat(new Rounds(List.of(4.0, 1.0, 2.0, 8.0)).median()).isEqualTo(3);
  }

  @Test
  void a_ratio_compares_rounds_that_were_run_side_by_side() {
    var plaza = new Rounds(List.of(10.0, 30.0, 20.0));
    var peer = new Rounds(List.of(20.0, 60.0, 10.0));

    assertThat(plaza.by(peer).values()).containsExactly(0.5, 0.5, 2.0);
  }

  @Test
  void sides_that_have_run_different_numbers_of_rounds_have_no_ratio() {
    var one = new Rounds(List.of(1.0));
    var two = new Rounds(List.of(1.0, 2.0));

    assertThatThrownBy(() -> one.by(two)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void no_rounds_are_refused() {
    assertThatThrownBy(() -> new Rounds(List.of())).isInstanceOf(IllegalArgumentException.class);
  }
}
