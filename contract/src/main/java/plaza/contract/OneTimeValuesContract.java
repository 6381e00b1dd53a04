package plaza.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import plaza.core.port.OneTimeValues;

/// The contract of [OneTimeValues].
public abstract class OneTimeValuesContract {
  private static final Duration LIFE = Duration.ofSeconds(30);

  /// The values as one node sees them; called again, as another node of the same cluster does where
  /// the deployment has several.
  protected abstract OneTimeValues values();

  /// Lets time pass, at least as long.
  protected abstract void pass(Duration time);

  @Test
  void a_value_is_taken_once_on_whichever_node() {
    var values = values();
    values.put("ann", "a", "one", LIFE);
    values.put("ann", "b", "two", LIFE);

    assertThat(values().take("a")).contains("one");
    assertThat(values.take("a")).isEmpty();
    assertThat(values().take("a")).isEmpty();
    assertThat(values.take("b")).contains("two");
    assertThat(values.take("c")).isEmpty();
  }

  @Test
  void a_value_that_is_put_again_is_the_later_one() {
    var values = values();
    values.put("ann", "a", "one", LIFE);
    values.put("ben", "a", "two", LIFE);

    assertThat(values.take("a")).contains("two");
    assertThat(values.take("a")).isEmpty();
  }

  @Test
  void a_value_whose_life_is_over_is_gone() {
    var values = values();
    values.put("ann", "short", "one", Duration.ofMillis(20));
    values.put("ann", "long", "two", LIFE);

    pass(Duration.ofMillis(20));

    Awaitility.await().untilAsserted(() -> assertThat(values.take("short")).isEmpty());
    assertThat(values.take("long")).contains("two");
  }

  @Test
  void values_are_of_any_text_up_to_their_limit() {
    var values = values();
    var name = "\u0000 \r\n\"🌍".repeat(100);
    var value = "x".repeat(OneTimeValues.LENGTH_MAX);
    values.put("ann", name, value, LIFE);

    assertThat(values.take(name)).contains(value);
  }

  @Test
  void of_sixty_four_callers_one_takes_a_value() throws Exception {
    var values = values();
    try (var threads = Executors.newFixedThreadPool(64)) {
      for (int round = 0; round < 10; round++) {
        values.put("ann", "a", "one", LIFE);
        var taken = threads.invokeAll(IntStream.range(0, 64)
            .<Callable<Boolean>>mapToObj(_ -> () -> values.take("a").isPresent())
            .toList());
        var count = 0;
        for (var future : taken) {
          count += future.get() ? 1 : 0;
        }
        assertThat(count).isEqualTo(1);
      }
    }
  }
}
