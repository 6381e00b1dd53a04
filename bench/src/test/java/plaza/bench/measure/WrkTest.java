package plaza.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class WrkTest {
  @Test
  void a_result_is_read_from_the_line_that_the_scripts_write() {
    var output =
        "Running 2s test\nBENCH requests=20 micros=2000000 p50=1500 p99=9000 refused=1 broken=2\n";

    var result = Wrk.parse(output, 7);

    assertThat(result).isEqualTo(new Wrk.Result(20, 2, 1.5, 9, 1, 2, 7));
  }

  @Test
  void a_generator_that_has_failed_has_no_result() {
    assertThatThrownBy(() -> Wrk.parse("unable to connect", 0)).hasMessageContaining("unable");
  }

  @Test
  void a_load_that_was_refused_in_part_measures_nothing() {
    var refused = new Wrk.Result(20, 2, 1, 9, 1, 0, 0);

    assertThatThrownBy(refused::whole).isInstanceOf(IllegalStateException.class);
  }
}
