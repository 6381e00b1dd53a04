package plaza.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GoalTest {
  @Test
  void a_goal_that_is_missed_says_by_how_much() {
    assertThat(new Goal.AtLeast(20_000).verdict(15_000)).isEqualTo("missed by 5,000 (25 %)");
    assertThat(new Goal.AtMost(10).verdict(12)).isEqualTo("missed by 2.00 (20 %)");
  }

  @Test
  void a_goal_is_reached_at_its_limit() {
    assertThat(new Goal.AtLeast(0.3).verdict(0.3)).isEqualTo("reached");
    assertThat(new Goal.AtMost(0).verdict(0)).isEqualTo("reached");
  }
}
