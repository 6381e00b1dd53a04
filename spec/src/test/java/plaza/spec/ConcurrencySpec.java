package plaza.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ConcurrencySpec {
  private static final int THREADS = 100;
  private static final int MESSAGES_EACH = 100;

  private final Http plaza = PlazaServer.shared().http();

  @Test
  void a_hundred_threads_number_ten_thousand_messages_without_gap_or_double() throws Exception {
    var chat = plaza.chat();

    var numbers =
        numbersOf(() -> plaza.post(chat + "/messages", Http.message("x")).number());

    assertGapless(numbers);
    assertThat(plaza.get(chat).json().path("messages_count").asLong())
        .isEqualTo(THREADS * MESSAGES_EACH);
  }

  @Test
  void the_same_check_refuses_a_counter_that_reads_and_then_writes() throws Exception {
    var everyoneHasRead = new CyclicBarrier(THREADS);
    var last = new AtomicLong();

    var numbers = numbersOf(() -> {
      var next = last.get() + 1;
      await(everyoneHasRead);
      last.set(next);
      return next;
    });

    assertThatThrownBy(() -> assertGapless(numbers)).isInstanceOf(AssertionError.class);
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (InterruptedException | BrokenBarrierException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Long> numbersOf(LongSupplier next) throws Exception {
    return together(
            THREADS,
            () -> LongStream.range(0, MESSAGES_EACH)
                .map(_ -> next.getAsLong())
                .boxed()
                .toList())
        .stream()
        .flatMap(List::stream)
        .toList();
  }

  private static <T> List<T> together(int threads, Callable<T> task) throws Exception {
    var barrier = new CyclicBarrier(threads);
    try (var executor = Executors.newFixedThreadPool(threads)) {
      var futures = executor.invokeAll(IntStream.range(0, threads)
          .<Callable<T>>mapToObj(_ -> () -> {
            barrier.await();
            return task.call();
          })
          .toList());
      var results = new ArrayList<T>();
      for (var future : futures) {
        results.add(get(future));
      }
      return results;
    }
  }

  private static <T> T get(java.util.concurrent.Future<T> future)
      throws InterruptedException, ExecutionException {
    return future.get();
  }

  private static void assertGapless(List<Long> numbers) {
    var expected = LongStream.rangeClosed(1, THREADS * MESSAGES_EACH).boxed().toList();
    assertThat(numbers.stream().sorted().toList()).isEqualTo(expected);
  }

  @Test
  void of_32_changes_meant_for_one_state_exactly_one_is_made() throws Exception {
    var chat = plaza.chat();
    var etag = plaza.post(chat + "/messages", Http.message("one")).header("ETag");

    var statuses = together(
        32,
        () -> plaza
            .patch(chat + "/messages/1", Http.message("mine"), "If-Match", etag)
            .status());

    assertThat(statuses).containsOnlyOnce(200);
    assertThat(statuses).containsOnly(200, 412);
  }

  @Test
  void repeats_at_the_same_time_make_one_message() throws Exception {
    var path = plaza.chat() + "/messages";

    var answers =
        together(32, () -> plaza.post(path, Http.message("once"), "Idempotency-Key", "k"));

    assertThat(answers.stream().map(Http.Answer::status).toList())
        .containsOnlyOnce(201)
        .containsOnly(200, 201);
    assertThat(answers.stream().map(Http.Answer::number).distinct().toList()).containsExactly(1L);
    assertThat(plaza.get(path).json()).hasSize(1);
  }
}
