package plaza.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RequestPacerTest {
  private static final String GREEDY = "192.0.2.1";
  private static final String MODEST = "198.51.100.1";
  private static final int PER_SECOND = 1_000;

  private final AtomicLong now = new AtomicLong();
  private final RequestPacer pacer = new RequestPacer(PER_SECOND, now::get);

  private long lastOf(int requests) {
    var delay = 0L;
    for (int i = 0; i < requests; i++) {
      delay = pacer.delayNanos(GREEDY);
    }
    return delay;
  }

  @Test
  void a_caller_that_is_alone_is_not_delayed() {
    assertThat(lastOf(10 * PER_SECOND)).isZero();
  }

  @Test
  void beside_others_the_requests_beyond_the_rate_are_delayed_each_a_little_more() {
    lastOf(1);
    assertThat(pacer.delayNanos(MODEST)).isZero();

    assertThat(lastOf(RequestPacer.BURST - 1)).isZero();
    assertThat(lastOf(1)).isEqualTo(Duration.ofMillis(1).toNanos());
    assertThat(lastOf(1)).isEqualTo(Duration.ofMillis(2).toNanos());
    assertThat(pacer.delayNanos(MODEST)).isZero();

    now.addAndGet(Duration.ofMillis(500).toNanos());
    assertThat(pacer.delayNanos(GREEDY)).isZero();
  }

  @Test
  void no_delay_is_longer_than_a_tenth_of_a_second() {
    lastOf(1);
    pacer.delayNanos(MODEST);

    assertThat(lastOf(10 * PER_SECOND))
        .isBetween(
            RequestPacer.DELAY_MAX.toNanos(),
            RequestPacer.DELAY_MAX.plusMillis(1).toNanos());
  }
}
