package plaza.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A thread whose work throws.
@Timeout(60)
class WorkerTest {
  /// Throws at the first turns, and is over after as many more.
  private static final class Failing implements RepeatedTask {
    private final Throwable failure;
    private final CountDownLatch well = new CountDownLatch(3);
    private int failuresLeft = 3;

    Failing(Throwable failure) {
      this.failure = failure;
    }

    @Override
    public String name() {
      return "failing";
    }

    @Override
    public Duration take(Duration patience) {
      if (failuresLeft-- > 0) {
        throw WorkerTest.<RuntimeException>unchecked(failure);
      }
      well.countDown();
      return Duration.ofMillis(1);
    }

    @Override
    public boolean over() {
      return well.getCount() == 0;
    }
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <T extends Throwable> RuntimeException unchecked(Throwable failure) throws T {
    throw (T) failure;
  }

  @Test
  void nothing_that_a_turn_throws_ends_the_turns() throws Exception {
    for (var failure : new Throwable[] {
      new NoClassDefFoundError("java/beans/IntrospectionException"),
      new StackOverflowError(),
      new AssertionError("a bug"),
      new IllegalStateException("a bug"),
      new InterruptedException("by nobody"),
      new IOException("not declared")
    }) {
      var turns = new Failing(failure);
      try (var worker = Worker.of(turns)) {
        worker.start();

        assertThat(turns.well.await(30, TimeUnit.SECONDS))
            .as("after %s", failure)
            .isTrue();
        assertThat(worker.trouble()).isEmpty();
      }
    }
  }

  @Test
  void what_a_turn_throws_is_trouble_until_one_succeeds_and_is_reported() throws Exception {
    var seen = new AtomicReference<String>("");
    var mended = new CountDownLatch(1);
    var failed = new CountDownLatch(1);
    RepeatedTask turns = new RepeatedTask() {
      @Override
      public String name() {
        return "apply-7";
      }

      @Override
      public Duration take(Duration patience) {
        if (mended.getCount() > 0) {
          Thread.currentThread().setUncaughtExceptionHandler((thread, failure) -> {
            seen.set(thread.getName() + " " + failure.getMessage());
            failed.countDown();
          });
          throw new LinkageError("no such class");
        }
        return Duration.ofMillis(1);
      }

      @Override
      public boolean over() {
        return false;
      }
    };
    try (var worker = Worker.virtual(turns)) {
      worker.start();

      assertThat(failed.await(30, TimeUnit.SECONDS)).isTrue();
      assertThat(worker.trouble()).contains("apply-7").contains("LinkageError: no such class");
      assertThat(seen.get()).isEqualTo("apply-7 no such class");
      mended.countDown();
      while (!worker.trouble().isEmpty()) {
        LockSupport.parkNanos(1_000_000);
      }
    }
  }

  @Test
  void a_step_of_a_follower_that_throws_an_error_is_taken_again() throws Exception {
    var well = new CountDownLatch(1);
    var first = new CountDownLatch(1);
    var follower = new Follower("links", () -> {
      if (first.getCount() > 0) {
        first.countDown();
        throw new ExceptionInInitializerError("no class");
      }
      well.countDown();
      return Duration.ofMinutes(1);
    });
    follower.start();
    assertThat(first.await(30, TimeUnit.SECONDS)).isTrue();

    assertThat(well.await(30, TimeUnit.SECONDS)).isTrue();

    while (!follower.trouble().isEmpty()) {
      LockSupport.parkNanos(1_000_000);
    }
    follower.close();
  }
}
