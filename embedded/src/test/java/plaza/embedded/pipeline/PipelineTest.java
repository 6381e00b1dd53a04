package plaza.embedded.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static plaza.embedded.pipeline.Town.chat;
import static plaza.embedded.pipeline.Town.key;
import static plaza.embedded.pipeline.Town.post;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plaza.core.chat.ChatChange;
import plaza.core.chat.Message;
import plaza.core.event.RequestKey;
import plaza.core.pipeline.IfMatch;
import plaza.core.pipeline.Janitor;
import plaza.core.pipeline.LossRecovery;
import plaza.core.pipeline.Outcome;
import plaza.core.pipeline.PartitionState;
import plaza.core.pipeline.UnavailableException;
import plaza.core.port.Page;

class PipelineTest {
  private static final Page FIRST = new Page.After(0, Page.LIMIT_MAX);

  @TempDir
  private Path directory = Path.of("");

  private List<String> texts(Town town, long chat) {
    return town.chats().messages(chat(chat), FIRST).messages().stream()
        .map(Message::body)
        .toList();
  }

  @Test
  void an_event_that_the_log_holds_twice_is_applied_once() throws Exception {
    try (var town = new Town(directory, 1)) {
      var chat = chat(1);
      var partition = post(chat, "x").stream().partition(Town.PARTITIONS);
      var event = town.event(77, 1, RequestKey.UNKEYED, post(chat, "once"));
      town.log.append(partition, List.of(event, event));
      town.log.append(partition, List.of(event));

      assertThat(town.send(post(chat, "after"))).isInstanceOf(Outcome.Done.class);

      assertThat(texts(town, 1)).containsExactly("once", "after");
    }
  }

  @Test
  void bytes_that_nobody_can_read_are_kept_as_a_dead_letter_and_stop_nothing() throws Exception {
    try (var town = new Town(directory, 1)) {
      var chat = chat(1);
      var partition = post(chat, "x").stream().partition(Town.PARTITIONS);
      var event = town.event(77, 1, RequestKey.UNKEYED, post(chat, "damaged"));
      event[event.length - 1] ^= 1;
      town.log.append(partition, List.of(event));

      assertThat(town.send(post(chat, "after")))
          .isEqualTo(new Outcome.Done(1, 1, town.chats().tail(chat).position()));
    }
  }

  @Test
  void an_event_of_a_newer_program_stops_its_partition_and_no_other() throws Exception {
    try (var town = new Town(directory, 1)) {
      var stopped = post(chat(1), "x").stream().partition(Town.PARTITIONS);
      var other = java.util.stream.LongStream.range(2, 100)
          .filter(n -> post(chat(n), "x").stream().partition(Town.PARTITIONS) != stopped)
          .findFirst()
          .orElseThrow();
      var event =
          Town.newer(town.event(77, 1, RequestKey.UNKEYED, post(chat(1), "from the future")));
      town.log.append(stopped, List.of(event));

      Awaitility.await()
          .until(() -> town.pipeline.states().get(stopped) instanceof PartitionState.Stopped);

      assertThatThrownBy(() -> town.send(post(chat(1), "x")))
          .isInstanceOf(UnavailableException.class);
      assertThat(town.send(post(chat(other), "x"))).isInstanceOf(Outcome.Done.class);
    }
  }

  @Test
  void a_repeat_gets_the_first_number_and_a_reused_key_is_refused() throws Exception {
    try (var town = new Town(directory, 1)) {
      assertThat(town.send(key(chat(1), "k", "a"), post(chat(1), "a")))
          .isInstanceOf(Outcome.Done.class);
      assertThat(town.send(key(chat(1), "k", "a"), post(chat(1), "a")))
          .isEqualTo(new Outcome.Repeat(1, 1));
      assertThat(town.send(key(chat(1), "k", "b"), post(chat(1), "b")))
          .isEqualTo(new Outcome.KeyReused());
    }
    try (var town = new Town(directory, 2)) {
      assertThat(town.send(key(chat(1), "k", "a"), post(chat(1), "a")))
          .isEqualTo(new Outcome.Repeat(1, 1));
      assertThat(texts(town, 1)).containsExactly("a");
    }
  }

  @Test
  void a_closed_chat_takes_nothing_in() throws Exception {
    try (var town = new Town(directory, 1)) {
      town.send(post(chat(1), "a"));
      town.send(new ChatChange.ChatClosed(chat(1)));

      assertThat(town.send(post(chat(1), "b"))).isEqualTo(new Outcome.Gone());
      assertThat(town.edit(chat(1), 1, "c", IfMatch.ANY)).isEqualTo(new Outcome.Gone());
      assertThat(town.send(post(chat(2), "other"))).isInstanceOf(Outcome.Done.class);
    }
  }

  @Test
  void a_change_meant_for_an_older_state_is_stale_and_takes_no_position() throws Exception {
    try (var town = new Town(directory, 1)) {
      town.send(post(chat(1), "a"));
      var position = town.chats().tail(chat(1)).position();

      assertThat(town.edit(chat(1), 1, "b", new IfMatch(List.of(position))))
          .isInstanceOf(Outcome.Done.class);
      assertThat(town.edit(chat(1), 1, "c", new IfMatch(List.of(position))))
          .isEqualTo(new Outcome.Stale());
      assertThat(town.chats().tail(chat(1)).position()).isEqualTo(position + 1);
    }
  }

  @Test
  void a_log_that_lost_its_tail_and_went_on_stops_until_that_is_accepted() throws Exception {
    var partition = post(chat(1), "x").stream().partition(Town.PARTITIONS);
    try (var town = new Town(directory, 1)) {
      town.send(post(chat(1), "a"));
      town.send(post(chat(1), "b"));
    }
    loseLastGroup();
    try (var town = new Town(directory, 2)) {
      assertThat(town.pipeline.states().get(partition)).isInstanceOf(PartitionState.Stopped.class);
      town.log.append(
          partition, List.of(town.event(77, 1, RequestKey.UNKEYED, post(chat(1), "since"))));
    }
    try (var town = new Town(directory, 3)) {
      assertThat(town.pipeline.states().get(partition))
          .isInstanceOfSatisfying(
              PartitionState.Stopped.class,
              stopped -> assertThat(stopped.why()).contains("lost its tail and went on"));
      assertThat(LossRecovery.accept(town.log, town.store(), town.codec, () -> {}))
          .containsExactly("partition " + partition
              + ": the log's last 1 events are gone; the store has applied them");
    }
    try (var town = new Town(directory, 4)) {
      assertThat(town.send(post(chat(1), "after"))).isInstanceOf(Outcome.Done.class);
      assertThat(texts(town, 1)).containsExactly("a", "b", "since", "after");
      assertThat(LossRecovery.accept(town.log, town.store(), town.codec, () -> {}))
          .isEmpty();
    }
  }

  @Test
  void once_another_log_is_accepted_its_events_count_as_applied() throws Exception {
    var partition = post(chat(1), "x").stream().partition(Town.PARTITIONS);
    try (var town = new Town(directory, 1)) {
      town.send(post(chat(1), "a"));
    }
    for (var file : List.of("log.db", "log.db-wal", "log.db-shm")) {
      Files.deleteIfExists(directory.resolve(file));
    }
    try (var town = new Town(directory, 2)) {
      town.log.append(
          partition, List.of(town.event(77, 1, RequestKey.UNKEYED, post(chat(1), "another's"))));
      assertThat(LossRecovery.accept(town.log, town.store(), town.codec, () -> {}))
          .hasSize(Town.PARTITIONS);
    }
    try (var town = new Town(directory, 3)) {
      assertThat(town.send(post(chat(1), "after"))).isInstanceOf(Outcome.Done.class);
      assertThat(texts(town, 1)).containsExactly("a", "after");
    }
  }

  private void loseLastGroup() throws SQLException {
    try (var connection =
            DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("log.db"));
        var statement = connection.createStatement()) {
      statement.executeUpdate(
          "DELETE FROM event_group WHERE id = (SELECT MAX(id) FROM event_group)");
    }
  }

  @Test
  void a_store_that_lost_its_tail_gets_the_same_numbers_and_positions_again() throws Exception {
    List<Message> before;
    try (var town = new Town(directory, 1)) {
      town.send(post(chat(1), "a"));
    }
    Files.copy(directory.resolve("plaza.db"), directory.resolve("older.db"));
    try (var town = new Town(directory, 2)) {
      town.send(key(chat(1), "k", "b"), post(chat(1), "b", "c"));
      town.edit(chat(1), 1, "A", IfMatch.ANY);
      before = town.chats().messages(chat(1), FIRST).messages();
    }
    Files.move(
        directory.resolve("older.db"),
        directory.resolve("plaza.db"),
        StandardCopyOption.REPLACE_EXISTING);

    try (var town = new Town(directory, 3)) {
      assertThat(town.chats().messages(chat(1), FIRST).messages()).isEqualTo(before);
      assertThat(town.send(key(chat(1), "k", "b"), post(chat(1), "b", "c")))
          .isEqualTo(new Outcome.Repeat(2, 2));
    }
  }

  @Test
  void a_log_that_lost_its_tail_stops_the_partition_and_nothing_is_skipped() throws Exception {
    try (var town = new Town(directory, 1)) {
      town.send(post(chat(1), "a"));
    }
    Files.copy(directory.resolve("log.db"), directory.resolve("older.db"));
    try (var town = new Town(directory, 2)) {
      town.send(post(chat(1), "b"));
    }
    Files.move(
        directory.resolve("older.db"),
        directory.resolve("log.db"),
        StandardCopyOption.REPLACE_EXISTING);

    try (var town = new Town(directory, 3)) {
      var partition = post(chat(1), "x").stream().partition(Town.PARTITIONS);
      assertThat(town.pipeline.states().get(partition)).isInstanceOf(PartitionState.Stopped.class);
      assertThatThrownBy(() -> town.send(post(chat(1), "c")))
          .isInstanceOf(UnavailableException.class);
    }
  }

  @Test
  void another_log_in_its_place_is_noticed() throws Exception {
    try (var town = new Town(directory, 1)) {
      town.send(post(chat(1), "a"));
    }
    Files.delete(directory.resolve("log.db"));
    try (var other = plaza.embedded.log.SqliteLog.open(
        directory.resolve("log.db"),
        Town.PARTITIONS,
        () -> Long.MAX_VALUE,
        new java.util.Random(99),
        Town.HALT)) {
      assertThat(other.id()).isNotEmpty();
    }

    try (var town = new Town(directory, 2)) {
      assertThatThrownBy(() -> town.send(post(chat(1), "b")))
          .isInstanceOf(UnavailableException.class);
    }
  }

  @Test
  void the_log_is_trimmed_below_what_the_store_has_safely_and_the_pipeline_goes_on()
      throws Exception {
    try (var town = new Town(directory, 1)) {
      var partition = post(chat(1), "x").stream().partition(Town.PARTITIONS);
      for (int i = 0; i < 10; i++) {
        town.send(post(chat(1), "m" + i));
      }
      var janitor = new Janitor(town.log, town.store(), () -> Instant.EPOCH, 4);
      janitor.start();

      Awaitility.await().until(() -> town.log.start(partition) == 6);

      janitor.close();
      assertThat(town.send(post(chat(1), "after"))).isInstanceOf(Outcome.Done.class);
    }
    try (var town = new Town(directory, 2)) {
      assertThat(texts(town, 1)).hasSize(11);
    }
  }

  @Test
  void a_store_older_than_what_the_log_still_has_stops_the_partition() throws Exception {
    try (var town = new Town(directory, 1)) {
      town.send(post(chat(1), "a"));
    }
    Files.copy(directory.resolve("plaza.db"), directory.resolve("older.db"));
    try (var town = new Town(directory, 2)) {
      town.send(post(chat(1), "b"));
      town.send(post(chat(1), "c"));
      var partition = post(chat(1), "x").stream().partition(Town.PARTITIONS);
      town.log.trim(partition, 3);
    }
    Files.move(
        directory.resolve("older.db"),
        directory.resolve("plaza.db"),
        StandardCopyOption.REPLACE_EXISTING);

    try (var town = new Town(directory, 3)) {
      assertThatThrownBy(() -> town.send(post(chat(1), "d")))
          .isInstanceOf(UnavailableException.class);
    }
  }
}
