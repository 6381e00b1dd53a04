package plaza.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plaza.core.port.Log;

/// The contract of [Log].
public abstract class LogContract {
  protected static final int PARTITIONS = 3;
  private static final Duration AT_ONCE = Duration.ofMillis(1);
  private static final Duration LONG = Duration.ofSeconds(20);

  @TempDir
  protected Path directory = Path.of("");

  /// Opens the log in this directory, with [#PARTITIONS] partitions.
  protected abstract Log open(Path directory);

  private static List<byte[]> events(String... texts) {
    return Arrays.stream(texts)
        .map(text -> text.getBytes(StandardCharsets.UTF_8))
        .toList();
  }

  private static List<String> texts(List<Log.Entry> entries) {
    return entries.stream()
        .map(entry -> new String(entry.bytes(), StandardCharsets.UTF_8))
        .toList();
  }

  private static long[] stored(Log.Appended appended) {
    assertThat(appended).isInstanceOf(Log.Appended.Stored.class);
    return appended instanceof Log.Appended.Stored(var offsets) ? offsets : new long[0];
  }

  @Test
  void events_are_read_in_the_order_in_which_they_were_appended() throws Exception {
    try (var log = open(directory)) {
      var first = stored(log.append(0, events("a", "b")));
      var second = stored(log.append(0, events("c")));

      assertThat(first[0]).isLessThan(first[1]);
      assertThat(first[1]).isLessThan(second[0]);
      assertThat(texts(log.read(0, 0, AT_ONCE))).containsExactly("a", "b", "c");
      assertThat(texts(log.read(0, first[1], AT_ONCE))).containsExactly("b", "c");
      assertThat(log.read(0, log.end(0), AT_ONCE)).isEmpty();
    }
  }

  @Test
  void partitions_know_nothing_of_each_other() throws Exception {
    try (var log = open(directory)) {
      log.append(0, events("zero"));
      log.append(2, events("two"));

      assertThat(texts(log.read(0, 0, AT_ONCE))).containsExactly("zero");
      assertThat(log.read(1, 0, AT_ONCE)).isEmpty();
      assertThat(texts(log.read(2, 0, AT_ONCE))).containsExactly("two");
      assertThat(log.end(1)).isZero();
    }
  }

  @Test
  void what_was_stored_is_there_after_opening_again() throws Exception {
    String id;
    try (var log = open(directory)) {
      log.append(1, events("a", "b", "c"));
      id = log.id();
    }
    try (var log = open(directory)) {
      assertThat(log.id()).isEqualTo(id);
      assertThat(log.end(1)).isEqualTo(3);
      assertThat(texts(log.read(1, 1, AT_ONCE))).containsExactly("b", "c");
      assertThat(stored(log.append(1, events("d")))[0]).isEqualTo(3);
    }
  }

  @Test
  void a_read_waits_for_an_event() throws Exception {
    try (var log = open(directory)) {
      var reading = CompletableFuture.supplyAsync(() -> {
        try {
          return texts(log.read(0, 0, LONG));
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      });

      log.append(0, events("at last"));

      assertThat(reading.get()).containsExactly("at last");
    }
  }

  @Test
  void a_read_has_a_limit_and_goes_on_behind_it() throws Exception {
    try (var log = open(directory)) {
      var group = IntStream.range(0, Log.GROUP_MAX)
          .mapToObj(i -> events("e" + i).getFirst())
          .toList();
      log.append(0, group);
      log.append(0, group);

      var first = log.read(0, 10, AT_ONCE);

      assertThat(first).hasSize(Log.BATCH_MAX);
      assertThat(first.getFirst().offset()).isEqualTo(10);
      var next = log.read(0, first.getLast().offset() + 1, AT_ONCE);
      assertThat(next.getFirst().offset()).isEqualTo(first.getLast().offset() + 1);
    }
  }

  @Test
  void a_large_event_comes_back_whole_before_and_after_opening_again() throws Exception {
    var large = new byte[8 << 20];
    Arrays.fill(large, (byte) 7);
    try (var log = open(directory)) {
      stored(log.append(0, List.of(large)));
      assertThat(log.read(0, 0, AT_ONCE).getFirst().bytes()).isEqualTo(large);
    }
    try (var log = open(directory)) {
      assertThat(log.read(0, 0, AT_ONCE).getFirst().bytes()).isEqualTo(large);
    }
  }

  @Test
  void trimming_takes_the_oldest_events_and_never_turns_numbers_back() throws Exception {
    try (var log = open(directory)) {
      log.append(0, events("a", "b"));
      log.append(0, events("c"));
      log.append(1, events("other"));

      log.trim(0, 2);

      assertThat(log.start(0)).isEqualTo(2);
      assertThat(texts(log.read(0, 2, AT_ONCE))).containsExactly("c");
      log.trim(0, 3);
      assertThat(log.end(0)).isEqualTo(3);
    }
    try (var log = open(directory)) {
      assertThat(log.end(0)).isEqualTo(3);
      assertThat(stored(log.append(0, events("d")))[0]).isEqualTo(3);
      assertThatThrownBy(() -> log.read(0, 0, AT_ONCE)).isInstanceOf(Log.TrimmedException.class);
      assertThat(texts(log.read(1, 0, AT_ONCE))).containsExactly("other");
    }
  }
}
