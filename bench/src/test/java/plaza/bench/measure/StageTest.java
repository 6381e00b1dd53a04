package plaza.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StageTest {
  @Test
  void threads_are_known_by_what_the_kernel_keeps_of_their_names() {
    assertThat(Stage.of("vert.x-..read-0")).isEqualTo(Stage.LOOP);
    assertThat(Stage.of("ForkJoi..rker-1")).isEqualTo(Stage.REQUESTS);
    assertThat(Stage.of("append-0")).isEqualTo(Stage.APPEND);
    assertThat(Stage.of("C2 CompilerThre")).isEqualTo(Stage.COMPILER);
    assertThat(Stage.of("main")).isEqualTo(Stage.OTHER);
  }
}
