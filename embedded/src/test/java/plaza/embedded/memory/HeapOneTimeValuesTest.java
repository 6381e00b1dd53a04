package plaza.embedded.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import plaza.contract.OneTimeValuesContract;
import plaza.core.port.OneTimeValues;

class HeapOneTimeValuesTest extends OneTimeValuesContract {
  private static final Duration LIFE = Duration.ofSeconds(30);

  /// Its numbers run over.
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1);

  private final HeapOneTimeValues values = new HeapOneTimeValues(nanos::get);

  @Override
  protected OneTimeValues values() {
    return values;
  }

  @Override
  protected void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  @Test
  void a_life_ends_to_the_nanosecond() {
    values.put("ann", "a", "one", LIFE);
    values.put("ann", "b", "two", LIFE);

    pass(LIFE.minusNanos(1));
    assertThat(values.take("a")).contains("one");
    pass(Duration.ofNanos(1));
    assertThat(values.take("b")).isEmpty();
  }

  @Test
  void who_puts_more_than_there_is_room_for_loses_his_own() {
    values.put("ann", "ann's", "x", LIFE);
    for (int i = 0; i < 2 * HeapOneTimeValues.WAITING_MAX; i++) {
      values.put("mallory", "m" + i, "x", LIFE);
    }
    values.put("ben", "ben's", "x", LIFE);
    values.put("mallory", "last", "x", LIFE);

    assertThat(values.take("ben's")).contains("x");
    assertThat(values.take("last")).contains("x");
    assertThat(values.take("m0")).isEmpty();
  }
}
