package plaza.core.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
  private final CircuitBreaker breaker = new CircuitBreaker(PAUSE, now::get);

  private long admitted() {
    return IntStream.range(0, 10).filter(_ -> breaker.admits()).count();
  }

  @Test
  void while_an_engine_hangs_one_call_in_a_pause_tries_it() {
    assertThat(admitted()).isEqualTo(10);
    breaker.timedOut();

    assertThat(admitted()).isZero();
    now.addAndGet(PAUSE.toNanos());
    assertThat(admitted()).isEqualTo(1);
    now.addAndGet(PAUSE.toNanos());
    assertThat(admitted()).isEqualTo(1);
  }

  @Test
  void an_answer_closes_it() {
    breaker.timedOut();
    breaker.answered();

    assertThat(breaker.isOpen()).isFalse();
    assertThat(admitted()).isEqualTo(10);
  }
}
