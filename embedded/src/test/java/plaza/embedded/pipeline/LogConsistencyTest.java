package plaza.embedded.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plaza.core.chat.ChatId;
import plaza.core.pipeline.LogConsistency;
import plaza.core.port.LogBounds;

/// Log and store are compared while others append, apply and trim.
class LogConsistencyTest {
  private static final ChatId CHAT = Town.chat(1);

  @TempDir
  private Path directory = Path.of("");

  private static int partition() {
    return Town.post(CHAT, "x").stream().partition(Town.PARTITIONS);
  }

  /// The log of a town in which an event is appended, applied and trimmed before and after every
  /// question.
  private record Busy(Town town) implements LogBounds {
    private void goOn() {
      var _ = town.send(Town.post(CHAT, "busy"));
      town.log.trim(partition(), town.store().progress(partition()).applied());
    }

    @Override
    public String id() {
      return town.log.id();
    }

    @Override
    public int partitions() {
      return town.log.partitions();
    }

    @Override
    public long start(int partition) {
      goOn();
      var start = town.log.start(partition);
      goOn();
      return start;
    }

    @Override
    public long end(int partition) {
      goOn();
      var end = town.log.end(partition);
      goOn();
      return end;
    }
  }

  @Test
  void a_log_that_is_written_and_trimmed_meanwhile_fits() throws Exception {
    try (var town = new Town(directory, 1)) {
      var _ = town.send(Town.post(CHAT, "first"));

      for (int i = 0; i < 10; i++) {
        assertThat(LogConsistency.of(partition(), new Busy(town), town.store()))
            .isInstanceOf(LogConsistency.Consistent.class);
      }
    }
  }

  @Test
  void a_lost_tail_is_found_however_busy_the_log_is() throws Exception {
    try (var town = new Town(directory, 1)) {
      var _ = town.send(Town.post(CHAT, "first"));
      town.pipeline.close();
      var end = town.log.end(partition());
      town.store().resumeAt(partition(), town.log.id(), end + 1, Map.of());

      var fit = LogConsistency.of(partition(), town.log, town.store());

      assertThat(fit).isInstanceOfSatisfying(LogConsistency.Inconsistent.class, misfit -> {
        assertThat(misfit.gone()).isEqualTo(LogConsistency.Gone.TAIL);
        assertThat(misfit.why()).contains("the log lost its tail");
      });
    }
  }
}
