package plaza.edge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.netty.channel.DefaultEventLoop;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// A task that event loops run again and again, and that throws.
class PeriodicTaskTest {
  private static final Duration PERIOD = Duration.ofMillis(1);

  private final AtomicBoolean fails = new AtomicBoolean(true);
  private final AtomicInteger runs = new AtomicInteger();
  private final PeriodicTask task = new PeriodicTask("sweep", this::work);

  private void work() {
    runs.incrementAndGet();
    if (fails.get()) {
      throw new NoClassDefFoundError("java/beans/IntrospectionException");
    }
  }

  private void assertThatItGoesOnAndSaysWhatItFailedWith() {
    await().until(() -> runs.get() > 2);
    assertThat(task.trouble()).contains("sweep", "java/beans/IntrospectionException");

    fails.set(false);
    await().until(() -> task.trouble().isEmpty());
  }

  @Test
  void one_of_many_that_fails_keeps_none_of_the_others_from_its_turn() {
    var done = new ArrayList<Integer>();

    assertThatThrownBy(() -> PeriodicTask.forEach(List.of(1, 2, 3), one -> {
          if (one == 1) {
            throw new StackOverflowError("too deep");
          }
          done.add(one);
        }))
        .hasMessageContaining("too deep");

    assertThat(done).containsExactly(2, 3);
  }

  @Test
  void an_error_does_not_end_it_on_an_event_loop() {
    var loop = new DefaultEventLoop();
    try {
      new Loop(loop).every(PERIOD, task);

      assertThatItGoesOnAndSaysWhatItFailedWith();
    } finally {
      var _ = loop.shutdownGracefully();
    }
  }

  @Test
  void an_error_does_not_end_it_on_the_servers_loops() {
    var vertx = Vertx.vertx();
    try {
      task.every(PERIOD, vertx);

      assertThatItGoesOnAndSaysWhatItFailedWith();
    } finally {
      var _ = vertx.close();
    }
  }
}
