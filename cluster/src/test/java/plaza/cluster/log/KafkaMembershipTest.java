package plaza.cluster.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class KafkaMembershipTest {
  @Test
  void a_node_whose_membership_ends_with_an_error_says_so_and_tries_again() throws Exception {
    var told = new AtomicInteger();
    var again = new CountDownLatch(4);
    // No address: each try fails at once, and the owner is told that it has nothing.
    try (var shares =
        new KafkaAssignment(new KafkaAddress("no-port", Map.of()), "topic", "group")) {
      shares.begin(_ -> {
        again.countDown();
        if (told.incrementAndGet() < 3) {
          throw new StackOverflowError();
        }
      });

      assertThat(again.await(60, TimeUnit.SECONDS)).isTrue();
      assertThat(shares.trouble()).contains("joining the partition assignment failed");
    }
  }
}
