package plaza.bench.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import plaza.bench.measure.Sample;

/// SQLite doing what Plaza has it do for a send, without Plaza: a group in `log.db`, synced, and
/// then its rows in `plaza.db`, with the same tables, indexes and settings. No HTTP, no JSON, no
/// search, no keys.
///
/// @param texts of the messages
/// @param clients that wait, each for its own
/// @param chats that they write to
/// @param items messages that each hands in at a time
public record RawSqlite(Path directory, List<String> texts, int clients, int chats, int items) {
  /// As many events as Plaza puts in a group at most.
  private static final int GROUP_MAX = 4_096;

  public Sample run(Duration time) throws IOException, InterruptedException {
    var files = Files.createTempDirectory(directory, "raw");
    try {
      var groupMax = Math.max(1, GROUP_MAX / items);
      var log = new RawLog(
          files.resolve("log.db"), new RawRows(files.resolve("plaza.db"), texts, chats, items));
      return Waiters.run(clients, items, groupMax, time, log);
    } finally {
      try (var made = Files.walk(files)) {
        for (var file : made.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  /// The first step; what it has stored goes to the second, which runs beside it.
  private static final class RawLog implements Waiters.Server {
    private static final int EVENT_BYTES = 70;
    private static final int CHECKPOINT_PAGES = 20_000;

    private final java.sql.Connection connection;
    private final java.sql.PreparedStatement insert;
    private final RawRows rows;
    private long next;

    RawLog(Path file, RawRows rows) throws IOException {
      this.rows = rows;
      try {
        var config = new org.sqlite.SQLiteConfig();
        config.setJournalMode(org.sqlite.SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(org.sqlite.SQLiteConfig.SynchronousMode.FULL);
        connection = config.createConnection("jdbc:sqlite:" + file);
        try (var statement = connection.createStatement()) {
          statement.execute("PRAGMA wal_autocheckpoint=" + CHECKPOINT_PAGES);
          statement.execute(
              "CREATE TABLE event_group (id INTEGER PRIMARY KEY, count INTEGER NOT NULL, events BLOB NOT NULL)");
        }
        insert = connection.prepareStatement(
            "INSERT INTO event_group (id, count, events) VALUES (?, ?, ?)");
      } catch (java.sql.SQLException e) {
        throw new IOException(e);
      }
      rows.start();
    }

    @Override
    public void serve(List<Waiters.Waiter> group) throws IOException {
      try {
        insert.setLong(1, next);
        insert.setInt(2, group.size());
        insert.setBytes(3, rows.eventsOf(group, EVENT_BYTES));
        insert.executeUpdate();
      } catch (java.sql.SQLException e) {
        throw new IOException(e);
      }
      next += group.size();
      rows.apply(group);
    }

    @Override
    public void check() throws IOException {
      rows.check();
    }

    @Override
    public void close() throws IOException {
      rows.close();
      try {
        connection.close();
      } catch (java.sql.SQLException e) {
        throw new IOException(e);
      }
    }
  }
}
