package plaza.embedded.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import plaza.contract.LogContract;
import plaza.core.port.Log;

class SqliteLogTest extends LogContract {
  private static final List<byte[]> EVENT = List.of(new byte[100_000]);

  private final AtomicLong room = new AtomicLong(Long.MAX_VALUE);

  @Override
  protected SqliteLog open(Path directory) {
    return SqliteLog.open(
        directory.resolve("log.db"), PARTITIONS, room::get, new Random(1), why -> {
          throw new AssertionError(why);
        });
  }

  @Test
  void without_room_nothing_is_stored_and_it_goes_on_when_there_is_some() throws Exception {
    try (var log = open(directory)) {
      log.append(0, EVENT);
      room.set(10);
      assertThat(log.append(0, EVENT)).isInstanceOf(Log.Appended.Full.class);
      assertThat(log.end(0)).isEqualTo(1);

      room.set(Long.MAX_VALUE);

      assertThat(log.append(0, EVENT)).isInstanceOf(Log.Appended.Stored.class);
      assertThat(log.read(0, 0, Duration.ofMillis(1))).hasSize(2);
    }
  }

  @Test
  void when_sqlite_itself_runs_out_of_room_nothing_is_stored() throws Exception {
    try (var log = open(directory)) {
      log.append(0, EVENT);
      log.limitPages(30);

      assertThat(log.append(0, EVENT)).isInstanceOf(Log.Appended.Full.class);

      assertThat(log.append(0, EVENT))
          .as("the limit was the old connection's")
          .isInstanceOf(Log.Appended.Stored.class);
      assertThat(log.read(0, 0, Duration.ofMillis(1))).hasSize(2);
      assertThat(log.integrityProblems()).isEmpty();
    }
  }

  @Test
  void a_damaged_length_makes_one_entry_of_the_rest() {
    var row = new Group(5, List.of(new byte[] {1}, new byte[] {2}, new byte[] {3})).encode();
    row[5] = 99;

    var entries = Group.decode(5, 3, row);

    assertThat(entries).hasSize(2);
    assertThat(entries.get(0).bytes()).containsExactly(1);
    assertThat(entries.get(1).offset()).isEqualTo(6);
    assertThat(entries.get(1).bytes()).hasSize(10);
  }
}
