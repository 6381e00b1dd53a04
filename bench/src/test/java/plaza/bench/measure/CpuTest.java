package plaza.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CpuTest {
  @Test
  void times_stand_behind_a_name_that_may_have_brackets_and_spaces() {
    var stat = "42 (a b) c) S 1 1 1 0 -1 4194560 1 0 0 0 30 12 5 6 20 0 1 0 1 1 1";

    assertThat(Cpu.sum(stat, 11, 12)).isEqualTo(420_000);
  }
}
