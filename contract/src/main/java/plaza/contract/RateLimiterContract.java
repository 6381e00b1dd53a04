package plaza.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import plaza.core.port.RateLimiter;

/// The contract of [RateLimiter].
public abstract class RateLimiterContract {
  private static final RateLimiter.Rate RATE = new RateLimiter.Rate(10, 20);

  /// Nanoseconds, as the test says.
  protected final AtomicLong clock = new AtomicLong(1_000_000_000_000L);

  protected abstract RateLimiter pace();

  /// Lets time pass for the buckets.
  protected void pass(Duration time) {
    clock.addAndGet(time.toNanos());
  }

  @Test
  void a_full_bucket_grants_its_burst_and_says_when_more_is_there() {
    var pace = pace();
    for (int i = 19; i >= 0; i--) {
      assertThat(pace.take("a", RATE, 1)).isEqualTo(new RateLimiter.Taken.Granted(i));
    }

    assertThat(pace.take("a", RATE, 1))
        .isEqualTo(new RateLimiter.Taken.TooFast(Duration.ofMillis(100)));
    assertThat(pace.take("b", RATE, 1)).isInstanceOf(RateLimiter.Taken.Granted.class);
    pass(Duration.ofMillis(100));
    assertThat(pace.take("a", RATE, 1)).isEqualTo(new RateLimiter.Taken.Granted(0));
  }

  @Test
  void over_a_long_time_exactly_the_rate_is_granted() {
    var pace = pace();
    pace.take("a", RATE, 20);
    var granted = 0;
    for (int i = 0; i < 100_000; i++) {
      pass(Duration.ofMillis(10));
      granted += pace.take("a", RATE, 1) instanceof RateLimiter.Taken.Granted ? 1 : 0;
    }

    assertThat(granted).isEqualTo(10_000);
  }

  @Test
  void more_than_the_burst_is_granted_from_a_full_bucket_which_owes_the_rest() {
    var pace = pace();
    assertThat(pace.take("a", RATE, 40)).isInstanceOf(RateLimiter.Taken.Granted.class);

    assertThat(pace.take("a", RATE, 1))
        .isEqualTo(new RateLimiter.Taken.TooFast(Duration.ofMillis(2_100)));
  }

  @Test
  void sixty_four_threads_get_exactly_the_burst() throws Exception {
    var pace = pace();
    try (var threads = Executors.newFixedThreadPool(64)) {
      var taken = threads.invokeAll(IntStream.range(0, 640)
          .<Callable<RateLimiter.Taken>>mapToObj(_ -> () -> pace.take("a", RATE, 1))
          .toList());
      var granted = 0;
      for (var future : taken) {
        granted += future.get() instanceof RateLimiter.Taken.Granted ? 1 : 0;
      }
      assertThat(granted).isEqualTo(20);
    }
  }
}
