package plaza.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WatchTest {
  private static void until(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      LockSupport.parkNanos(1_000_000);
    }
  }

  @Test
  void a_question_that_ends_with_an_error_is_told_and_asked_again() {
    var asked = new AtomicInteger();
    Watch.Question ask = () -> {
      if (asked.incrementAndGet() == 1) {
        throw new NoClassDefFoundError("org/sqlite/Something");
      }
    };
    var question = new Watch.Asked("store", ask, Duration.ofSeconds(60));
    try (var watch = new Watch(List.of(question), System::nanoTime)) {
      watch.start();
      var engine = watch.engines().getFirst();

      until(() -> engine.trouble().contains("NoClassDefFoundError: org/sqlite/Something"));
      until(() -> asked.get() > 1 && engine.trouble().isEmpty());

      assertThat(engine.name()).isEqualTo("store");
    }
  }
}
