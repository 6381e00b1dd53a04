package plaza.cluster.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import plaza.contract.OneTimeValuesContract;
import plaza.contract.engine.RedisServer;
import plaza.core.port.MemoryException;
import plaza.core.port.OneTimeValues;

@Tag("cluster")
class RedisOneTimeValuesTest extends OneTimeValuesContract {
  private static final Duration LIFE = Duration.ofSeconds(30);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final class Own {
    static final RedisServer SERVER = new RedisServer();
    static final RedisClient CLIENT = new RedisAddress(SERVER.uri()).client();
    static final StatefulRedisConnection<String, String> CONNECTION = CLIENT.connect();
    static final RedisConnection<StatefulRedisConnection<String, String>> SHARED =
        new RedisConnection<>(() -> CONNECTION);
  }

  @BeforeAll
  static void connect() throws Exception {
    var connected = new CountDownLatch(1);
    Own.SHARED.open(_ -> connected.countDown());
    connected.await();
  }

  @BeforeEach
  void forget() {
    Own.CONNECTION.sync().flushall();
  }

  @AfterAll
  static void stop() {
    Own.CLIENT.shutdown();
    Own.SERVER.close();
  }

  @Override
  protected OneTimeValues values() {
    return of("nodes");
  }

  private static OneTimeValues of(String cluster) {
    return new RedisOneTimeValues(Own.SHARED, cluster);
  }

  /// Redis has a clock of its own, which goes on.
  @Override
  protected void pass(Duration time) {}

  @Test
  void clusters_on_the_same_redis_have_values_of_their_own() {
    of("a").put("ann", "x", "a's", LIFE);
    of("b").put("ann", "x", "b's", LIFE);

    assertThat(of("c").take("x")).isEmpty();
    assertThat(of("b").take("x")).contains("b's");
    assertThat(of("a").take("x")).contains("a's");
    assertThat(Own.CONNECTION.sync().keys("*")).isEmpty();
  }

  @Test
  void nothing_stays_in_redis_beyond_its_life() {
    values().put("ann", "x", "one", LIFE);

    assertThat(Own.CONNECTION.sync().pttl(Own.CONNECTION.sync().keys("*").getFirst()))
        .isBetween(1L, LIFE.toMillis());
  }

  @Test
  void while_redis_is_away_nothing_is_kept_and_nothing_taken() {
    var values = values();
    values.put("ann", "x", "one", LIFE);
    Own.SERVER.kill();

    Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
      assertThatThrownBy(() -> values.take("x")).isInstanceOf(MemoryException.class);
      assertThatThrownBy(() -> values.put("ann", "y", "two", LIFE))
          .isInstanceOf(MemoryException.class);
    });

    Own.SERVER.start();
    Awaitility.await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> {
      values.put("ann", "z", "three", LIFE);
      assertThat(values.take("z")).contains("three");
    });
  }
}
