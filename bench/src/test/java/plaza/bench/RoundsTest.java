package plaza.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class RoundsTest {
  @Test
  void the_median_ignores_one_wild_round_which_the_spread_shows() {
    var rounds = new Rounds(List.of(10.0, 1000.0, 12.0));

    assertThat(rounds.median()).isEqualTo(12);
    assertThat(rounds.spread()).isEqualTo(82.5);
  }

  @Test
  void an_even_number_of_rounds_has_its_median_between_the_two_in_the_middle() {
    assertThat(new Rounds(List.of(4.0, 1.0, 2.0, 8.0)).median()).isEqualTo(3);
  }

  @Test
  void no_rounds_are_refused() {
    assertThatThrownBy(() -> new Rounds(List.of())).isInstanceOf(IllegalArgumentException.class);
  }
}
