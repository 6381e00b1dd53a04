package plaza.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.MultiMap;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import plaza.edge.http.Answer;
import plaza.edge.http.ClientAddress;
import plaza.edge.http.Problem;
import plaza.edge.http.Request;

class ReadLimiterTest {
  private static final Answer ANSWER = Problem.of(404, "Not found", "x").answer();

  private final AtomicLong now = new AtomicLong();
  private final AtomicInteger handled = new AtomicInteger();
  private final Semaphore begun = new Semaphore(0);
  private final CountDownLatch end = new CountDownLatch(1);

  private Answer slow() {
    handled.incrementAndGet();
    begun.release();
    try {
      end.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return ANSWER;
  }

  @Test
  void a_caller_has_a_few_reads_at_once_and_the_others_do_not_wait_for_it() throws Exception {
    var limiter = limiter(2, Duration.ofSeconds(60));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 5; i++) {
        var _ = threads.submit(() -> limiter.handle("greedy", _ -> slow()));
      }
      begun.acquire(2);

      assertThat(limiter.handle("modest", _ -> ANSWER)).isSameAs(ANSWER);

      assertThat(handled).hasValue(2);
      end.countDown();
    }
    assertThat(handled).hasValue(5);
    assertThat(limiter.callers()).isZero();
  }

  @Test
  void a_read_that_gets_no_turn_is_refused_and_takes_none() throws Exception {
    var limiter = limiter(1, Duration.ofMillis(50));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var first = threads.submit(() -> limiter.handle("greedy", _ -> slow()));
      begun.acquire();

      assertThatThrownBy(() -> limiter.handle("greedy", _ -> slow()))
          .isInstanceOfSatisfying(
              Problem.Refusal.class,
              refusal -> assertThat(refusal.problem().answer().status()).isEqualTo(503));

      end.countDown();
      assertThat(first.get()).isSameAs(ANSWER);
    }
    assertThat(limiter.handle("greedy", _ -> ANSWER)).isSameAs(ANSWER);
    assertThat(limiter.callers()).isZero();
  }

  @Test
  void a_read_that_fails_gives_its_turn_back() {
    var limiter = limiter(1, Duration.ofMillis(50));

    assertThatThrownBy(() -> limiter.handle("caller", _ -> {
          throw new IllegalStateException("a bug");
        }))
        .hasMessage("a bug");

    assertThat(limiter.handle("caller", _ -> ANSWER)).isSameAs(ANSWER);
  }

  @Test
  void a_caller_that_is_alone_has_more_reads_at_once_than_beside_others() throws Exception {
    var limiter = new ReadLimiter(new ReadLimiter.AtOnce(3, 1), Duration.ofSeconds(60), now::get);
    limiter.seen("greedy", request("GET", "/api/v1/chats", ""));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 3; i++) {
        var _ = threads.submit(() -> limiter.handle("greedy", _ -> slow()));
      }
      begun.acquire(3);
      end.countDown();
    }
    limiter.seen("modest", request("POST", "/api/v1/chats", ""));
    assertThat(mostAtOnce(limiter)).isOne();

    now.addAndGet(Contention.LASTS.toNanos());
    assertThat(mostAtOnce(limiter)).isGreaterThan(1);

    limiter.seen("operator", request("GET", "/metrics", ""));
    assertThat(mostAtOnce(limiter)).as("no caller").isGreaterThan(1);
  }

  /// How many of ten reads were handled at the same time.
  private static int mostAtOnce(ReadLimiter limiter) {
    var running = new AtomicInteger();
    var most = new AtomicInteger();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var both = new CountDownLatch(2);
      for (int i = 0; i < 10; i++) {
        var _ = threads.submit(() -> limiter.handle("greedy", _ -> {
          most.accumulateAndGet(running.incrementAndGet(), Math::max);
          both.countDown();
          await(both);
          running.decrementAndGet();
          return ANSWER;
        }));
      }
    }
    return most.get();
  }

  /// For a moment: where only one at a time is handled, the other one does not come.
  private static void await(CountDownLatch both) {
    try {
      var _ = both.await(20, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ReadLimiter limiter(int atOnce, Duration turnMax) {
    return new ReadLimiter(new ReadLimiter.AtOnce(atOnce, atOnce), turnMax, System::nanoTime);
  }

  private static Request request(String method, String path, String query) {
    return new Request(
        "id",
        method,
        path,
        query,
        MultiMap.caseInsensitiveMultiMap(),
        new byte[0],
        ClientAddress.UNKNOWN);
  }

  private static boolean limits(String method, String path, String query) {
    return ReadLimiter.limits(request(method, path, query));
  }

  @Test
  void a_read_that_waits_for_something_leaves_its_turn_to_others() throws Exception {
    var limiter = limiter(1, Duration.ofSeconds(60));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var waiting = threads.submit(() -> limiter.handle("caller", turn -> {
        turn.leaveWhile(this::slow);
        return ANSWER;
      }));
      begun.acquire();

      assertThat(limiter.handle("caller", _ -> ANSWER)).isSameAs(ANSWER);

      end.countDown();
      assertThat(waiting.get()).isSameAs(ANSWER);
    }
    assertThat(limiter.callers()).isZero();
  }

  @Test
  void reads_and_bulk_changes_take_turns_but_for_what_operators_look_at() {
    assertThat(limits("GET", "/api/v1/chats/1/messages", "limit=100")).isTrue();
    assertThat(limits("GET", "/code", "q=%ff")).as("what can't be read").isTrue();
    assertThat(limits("GET", "/api/v1/chats/1/messages/search", "q=a&wait=1")).isTrue();
    assertThat(limits("POST", "/api/v1/chats/1/messages/bulk", "")).isTrue();
    assertThat(limits("GET", "/ready", "for=reads")).isFalse();
    assertThat(limits("POST", "/api/v1/chats", "")).isFalse();
  }
}
