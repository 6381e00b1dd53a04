package plaza.cluster.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RedisConnectionTest {
  @Test
  void whatever_connecting_fails_with_it_is_tried_again() throws Exception {
    var failures = new Throwable[] {
      new NoClassDefFoundError("of the client"), new IllegalStateException("a bug")
    };
    for (var failure : failures) {
      var tries = new CountDownLatch(3);
      try (var connection = new RedisConnection<StatefulRedisConnection<String, String>>(() -> {
        tries.countDown();
        switch (failure) {
          case Error e -> throw e;
          case RuntimeException e -> throw e;
          default -> throw new RedisException(failure);
        }
      })) {
        connection.open(_ -> {});

        assertThat(tries.await(60, TimeUnit.SECONDS)).as("after %s", failure).isTrue();
      }
    }
  }
}
