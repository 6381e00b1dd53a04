package plaza.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import plaza.core.port.Cache;

/// The contract of [Cache].
public abstract class CacheContract {
  private final AtomicInteger loads = new AtomicInteger();

  protected abstract Cache<Long, String> cache(long weightMax, Cache.Weight<Long, String> weight);

  private Cache<Long, String> cache(int rowsMax) {
    return cache(rowsMax, (_, _) -> 1);
  }

  private Function<Long, Optional<String>> finding(String row) {
    return _ -> {
      loads.incrementAndGet();
      return Optional.of(row);
    };
  }

  @Test
  void what_was_found_is_kept_until_it_is_dropped() {
    var cache = cache(10);

    assertThat(cache.get(1L, finding("old"))).contains("old");
    assertThat(cache.get(1L, finding("new"))).contains("old");
    cache.drop(1L);
    assertThat(cache.get(1L, finding("new"))).contains("new");
    cache.clear();
    assertThat(cache.get(1L, finding("newest"))).contains("newest");
  }

  @Test
  void a_peek_sees_what_is_in_memory_and_loads_nothing() {
    var cache = cache(10);

    assertThat(cache.peek(1L)).isEmpty();
    cache.get(1L, finding("row"));
    assertThat(cache.peek(1L)).contains("row");
    cache.drop(1L);
    assertThat(cache.peek(1L)).isEmpty();
    cache.get(1L, finding("row"));
    cache.clear();
    assertThat(cache.peek(1L)).isEmpty();
  }

  @Test
  void what_the_rows_weigh_together_is_bounded() {
    var cache = cache(1_000, (_, row) -> row.length());
    var heavy = "x".repeat(100);
    for (long key = 0; key < 1_000; key++) {
      cache.get(key, finding(heavy));
    }

    await()
        .untilAsserted(() -> assertThat(LongStream.range(0, 1_000)
                .filter(key -> cache.peek(key).isPresent())
                .count())
            .isBetween(1L, 10L));
  }

  @Test
  void what_was_not_found_is_asked_for_again() {
    var cache = cache(10);

    assertThat(cache.get(1L, _ -> Optional.empty())).isEmpty();
    assertThat(cache.get(1L, finding("there now"))).contains("there now");
  }

  @Test
  void callers_who_miss_the_same_row_cause_one_load() throws Exception {
    var cache = cache(10);
    var loading = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    Function<Long, Optional<String>> slow = key -> {
      loading.countDown();
      awaited(goOn);
      return finding("row").apply(key);
    };

    var first = CompletableFuture.supplyAsync(() -> cache.get(1L, slow));
    loading.await();
    var others = IntStream.range(0, 5)
        .mapToObj(_ -> Thread.startVirtualThread(() -> cache.get(1L, slow)))
        .toList();
    goOn.countDown();
    for (var other : others) {
      other.join();
    }

    assertThat(first.get()).contains("row");
    assertThat(loads).hasValue(1);
  }

  @Test
  void what_a_load_finds_that_began_before_its_row_was_dropped_is_not_kept() throws Exception {
    dropWhileLoading(cache -> cache.drop(1L));
  }

  @Test
  void what_a_load_finds_that_began_before_all_was_dropped_is_not_kept() throws Exception {
    dropWhileLoading(Cache::clear);
  }

  private void dropWhileLoading(java.util.function.Consumer<Cache<Long, String>> drop)
      throws Exception {
    var cache = cache(10);
    var loading = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    var load = CompletableFuture.supplyAsync(() -> cache.get(1L, key -> {
      loading.countDown();
      awaited(goOn);
      return finding("before").apply(key);
    }));
    loading.await();

    var dropping = Thread.ofPlatform().start(() -> drop.accept(cache));
    // It may wait for the load, or be done at once.
    await().until(() -> switch (dropping.getState()) {
      case BLOCKED, WAITING, TIMED_WAITING, TERMINATED -> true;
      case NEW, RUNNABLE -> false;
    });
    goOn.countDown();
    dropping.join();
    load.get();

    assertThat(cache.get(1L, finding("after"))).contains("after");
  }

  private static void awaited(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void it_is_bounded() {
    var cache = cache(100);
    for (long key = 0; key < 10_000; key++) {
      cache.get(key, finding("row"));
    }
    loads.set(0);

    await().untilAsserted(() -> {
      loads.set(0);
      for (long key = 0; key < 10_000; key++) {
        cache.get(key, finding("row"));
      }
      assertThat(loads.get()).isGreaterThan(9_000);
    });
  }
}
