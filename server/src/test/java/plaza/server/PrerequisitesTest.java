package plaza.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrerequisitesTest {
  @Test
  void too_few_open_files_or_too_small_a_heap_is_said_with_what_to_do() {
    assertThat(Prerequisites.lacking(255, Long.MAX_VALUE))
        .contains("only 255 files")
        .contains("ulimit -n");
    assertThat(Prerequisites.lacking(256, Prerequisites.HEAP_BYTES_MIN - 1))
        .contains("only 23 MiB")
        .contains("-Xmx");
    assertThat(Prerequisites.lacking(256, Prerequisites.HEAP_BYTES_MIN)).isEmpty();
  }

  @Test
  void this_process_lacks_nothing() {
    assertThat(Prerequisites.lacking()).isEmpty();
  }
}
