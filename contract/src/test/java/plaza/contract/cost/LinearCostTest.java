package plaza.contract.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LinearCostTest {
  @Test
  void work_that_looks_at_each_character_once_is_linear() {
    LinearCost.requireLinear(
        "counting",
        4_000,
        HostileText.ALTERNATING_MARKS::of,
        text -> text.chars().sum());
  }

  @Test
  void work_that_looks_at_each_pair_of_characters_is_not() {
    assertThatThrownBy(() -> LinearCost.requireLinear(
            "comparing", 1_000, HostileText.REPEATED_LETTER::of, LinearCostTest::equalPairs))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("comparing: 16 times the input cost");
  }

  private static int equalPairs(String text) {
    var pairs = 0;
    for (int i = 0; i < text.length(); i++) {
      for (int j = 0; j < i; j++) {
        pairs += text.charAt(i) == text.charAt(j) ? 1 : 0;
      }
    }
    return pairs;
  }

  @ParameterizedTest
  @EnumSource
  void a_text_of_each_shape_has_the_length_that_was_asked_for(HostileText shape) {
    assertThat(shape.of(1)).hasSize(1);
    assertThat(shape.of(999)).hasSize(999);
  }
}
