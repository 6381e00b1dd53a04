package plaza.cluster.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import plaza.contract.RateLimiterContract;
import plaza.contract.engine.RedisServer;
import plaza.core.port.RateLimiter;

/// The contract with a clock that the test moves, and what becomes of the buckets when Redis goes.
@Tag("cluster")
class RedisRateLimiterTest extends RateLimiterContract {
  private static final RateLimiter.Rate RATE = new RateLimiter.Rate(10, 20);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final class Own {
    static final RedisServer SERVER = new RedisServer();
    static final RedisClient CLIENT = new RedisAddress(SERVER.uri()).client();
    static final StatefulRedisConnection<String, String> CONNECTION = CLIENT.connect();
    static final RedisConnection<StatefulRedisConnection<String, String>> SHARED =
        new RedisConnection<>(() -> CONNECTION);
  }

  private static final RateLimiter NOBODY = (name, _, _) -> {
    throw new IllegalStateException("Redis should have been asked for " + name);
  };

  @BeforeAll
  static void connect() throws Exception {
    var connected = new CountDownLatch(1);
    Own.SHARED.open(_ -> connected.countDown());
    connected.await();
  }

  @BeforeEach
  void forget() {
    Own.CONNECTION.sync().flushall();
    pass(Duration.ZERO);
  }

  @AfterEach
  void isThere() {
    assertThat(Own.CONNECTION.sync().ping()).isEqualTo("PONG");
  }

  @AfterAll
  static void stop() {
    Own.CLIENT.shutdown();
    Own.SERVER.close();
  }

  @Override
  protected RateLimiter pace() {
    return new RedisRateLimiter(
        Own.SHARED,
        "one",
        NOBODY,
        1,
        clock::get,
        "local now = tonumber(redis.call('GET', 'clock'))");
  }

  @Override
  protected void pass(Duration time) {
    super.pass(time);
    Own.CONNECTION.sync().set("clock", String.valueOf(clock.get() / 1_000));
  }

  @Test
  void nodes_share_their_buckets_and_redis_says_what_time_it_is() {
    var one = new RedisRateLimiter(Own.SHARED, "one", NOBODY, 2, clock::get);
    var other = new RedisRateLimiter(Own.SHARED, "one", NOBODY, 2, clock::get);
    one.take("a", RATE, 20);

    assertThat(other.take("a", RATE, 20)).isInstanceOf(RateLimiter.Taken.TooFast.class);
    assertThat(other.take("b", RATE, 1)).isInstanceOf(RateLimiter.Taken.Granted.class);
  }

  @Test
  void clusters_on_the_same_redis_have_buckets_of_their_own() {
    var one = new RedisRateLimiter(Own.SHARED, "one", NOBODY, 2, clock::get);
    var other = new RedisRateLimiter(Own.SHARED, "other", NOBODY, 2, clock::get);
    one.take("a", RATE, 20);

    assertThat(other.take("a", RATE, 20)).isInstanceOf(RateLimiter.Taken.Granted.class);
    assertThat(Own.CONNECTION.sync().keys("*"))
        .filteredOn(key -> !key.equals("clock"))
        .allMatch(key -> key.startsWith("one:") || key.startsWith("other:"));
  }

  @Test
  void an_address_does_not_show_its_password() {
    assertThat(new RedisAddress("redis://:geheim@localhost:1").toString())
        .contains("localhost")
        .doesNotContain("geheim");
  }

  @Test
  void a_redis_that_forgot_the_script_is_told_again() {
    var pace = pace();
    pace.take("a", RATE, 20);
    Own.CONNECTION.sync().scriptFlush();

    assertThat(pace.take("a", RATE, 1)).isInstanceOf(RateLimiter.Taken.TooFast.class);
  }

  @Test
  void while_redis_is_away_each_node_grants_its_share_and_then_they_share_again() {
    Set<String> rates = new ConcurrentSkipListSet<>();
    RateLimiter local = (_, rate, tokens) -> {
      rates.add(rate.perSecond() + "/" + rate.burst() + " " + tokens);
      return new RateLimiter.Taken.Granted(7);
    };
    var nanos = new AtomicLong();
    var pace = new RedisRateLimiter(Own.SHARED, "one", local, 4, nanos::get);
    assertThat(pace.take("a", RATE, 1)).isEqualTo(new RateLimiter.Taken.Granted(19));
    Own.SERVER.kill();

    assertThat(pace.take("a", RATE, 3)).isEqualTo(new RateLimiter.Taken.Granted(7));
    assertThat(pace.take("a", RATE, 3)).isEqualTo(new RateLimiter.Taken.Granted(7));
    assertThat(rates).containsExactly("2/5 3");

    Own.SERVER.start();
    Awaitility.await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> {
      nanos.addAndGet(Duration.ofSeconds(2).toNanos());
      assertThat(pace.take("b", RATE, 1)).isEqualTo(new RateLimiter.Taken.Granted(19));
    });
  }
}
