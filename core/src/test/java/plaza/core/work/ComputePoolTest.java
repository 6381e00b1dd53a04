package plaza.core.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ComputePoolTest {
  private static final long ALICES = 1;
  private static final long BOBS = 2;
  private static final long CAROLS = 3;

  private final List<ComputePool> pools = new ArrayList<>();
  private final CountDownLatch release = new CountDownLatch(1);
  private final List<Thread> callers = new ArrayList<>();

  @AfterEach
  void end() throws InterruptedException {
    release.countDown();
    for (var caller : callers) {
      caller.join();
    }
    pools.forEach(ComputePool::close);
  }

  private ComputePool pool(int threads) {
    var pool = new ComputePool("test", threads);
    pools.add(pool);
    return pool;
  }

  private boolean held(Runnable begun) {
    begun.run();
    try {
      assertThat(release.await(50, TimeUnit.SECONDS)).isTrue();
      return true;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void call(Runnable call) {
    callers.add(Thread.startVirtualThread(call));
  }

  /// Occupies threads of the pool until the end of the test.
  private void hold(ComputePool pool, long application, int threads) throws InterruptedException {
    var begun = new CountDownLatch(threads);
    for (int i = 0; i < threads; i++) {
      call(() -> pool.run(application, () -> held(begun::countDown)));
    }
    assertThat(begun.await(50, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void one_application_never_has_all_threads() throws InterruptedException {
    var pool = pool(2);
    hold(pool, ALICES, 1);
    call(() -> pool.run(ALICES, () -> held(() -> {})));

    assertThat(pool.<String>run(BOBS, () -> "done")).isEqualTo("done");
  }

  @Test
  void applications_take_turns() throws InterruptedException {
    var pool = pool(1);
    hold(pool, CAROLS, 1);
    var order = Collections.synchronizedList(new ArrayList<Long>());
    for (var application : List.of(ALICES, ALICES, ALICES, BOBS, BOBS)) {
      call(() -> pool.run(application, () -> order.add(application)));
      awaitBlocked();
    }

    release.countDown();
    for (var caller : callers) {
      caller.join();
    }

    assertThat(order).containsExactly(ALICES, BOBS, ALICES, BOBS, ALICES);
  }

  private void awaitBlocked() {
    while (callers.getLast().getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
  }

  @Test
  void a_full_queue_refuses_its_application_and_no_other() throws InterruptedException {
    var pool = pool(1);
    hold(pool, ALICES, 1);
    IntStream.range(0, ComputePool.WAITING_PER_APPLICATION_MAX).forEach(_ -> {
      call(() -> pool.run(ALICES, () -> "later"));
      awaitBlocked();
    });

    assertThatThrownBy(() -> pool.run(ALICES, () -> "too much"))
        .isInstanceOf(OverloadException.class);
    call(() -> assertThat(pool.<String>run(BOBS, () -> "done")).isEqualTo("done"));
    awaitBlocked();
  }

  @Test
  void what_work_throws_the_caller_gets_and_the_thread_goes_on() {
    var pool = pool(1);

    assertThatThrownBy(() -> pool.run(ALICES, () -> {
          throw new IllegalArgumentException("no");
        }))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> pool.run(ALICES, () -> {
          throw new StackOverflowError();
        }))
        .isInstanceOf(StackOverflowError.class);
    assertThat(pool.<String>run(ALICES, () -> "done")).isEqualTo("done");
  }
}
