package plaza.embedded.log;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;
import org.sqlite.SQLiteConfig;
import plaza.core.port.FatalHandler;
import plaza.core.port.Log;
import plaza.core.port.LogException;
import plaza.sql.dialect.WriteAheadLog;

/// The SQLite file of a log: one row a group, under the partition and the offset of its first
/// event.
final class LogFile {
  private static final int OFFSET_BITS = 48;
  /// Of the tables in the file.
  private static final int FORMAT = 1;

  private static final int ID_BYTES = 8;
  private static final int BUSY_MS = 10_000;

  /// Groups that one step of trimming takes away, so that no append waits long.
  private static final int TRIM_STEP = 256;

  private final Path path;
  private final WriteAheadLog ahead;
  private final String id;
  private Connection writing;
  private Connection reading;
  private PreparedStatement insert;

  private LogFile(Path path, WriteAheadLog ahead, String id, Connection writing, Connection reading)
      throws SQLException {
    this.path = path;
    this.ahead = ahead;
    this.id = id;
    this.writing = writing;
    this.reading = reading;
    this.insert = prepareInsert();
  }

  /// How writing a group ended.
  sealed interface Written {
    record Stored() implements Written {}

    record Full(String detail) implements Written {}

    record Unknown(String detail) implements Written {}
  }

  static LogFile open(Path path, int partitions, RandomGenerator random, FatalHandler halt) {
    var ahead = new WriteAheadLog(path, halt);
    try {
      var writing = connect(path, ahead);
      ahead.settle(writing);
      try (var statement = writing.createStatement()) {
        requireKnown(path, statement);
        statement.execute("""
            CREATE TABLE IF NOT EXISTS log (id TEXT NOT NULL, partitions INTEGER NOT NULL)
            """);
        // The id of a row is the partition, shifted, and the offset of the group's first event.
        statement.execute("""
            CREATE TABLE IF NOT EXISTS event_group (
              id INTEGER PRIMARY KEY, count INTEGER NOT NULL, events BLOB NOT NULL)
            """);
        // Where a partition starts after trimming: its numbering never starts over.
        statement.execute("""
            CREATE TABLE IF NOT EXISTS log_start (
              partition_number INTEGER PRIMARY KEY, start INTEGER NOT NULL)
            """);
      }
      var id = id(writing, path, partitions, random);
      return new LogFile(path, ahead, id, writing, connect(path, ahead));
    } catch (SQLException e) {
      throw new LogException("opening the log " + path + " failed: " + e.getMessage(), e);
    }
  }

  /// A file of a newer program may hold what this one does not understand.
  private static void requireKnown(Path path, Statement statement) throws SQLException {
    try (var row = statement.executeQuery("PRAGMA user_version")) {
      if (row.next() && row.getInt(1) > FORMAT) {
        throw new LogException(
            "the log " + path + " was written by a newer Plaza: run that version",
            new IllegalStateException());
      }
    }
    statement.execute("PRAGMA user_version = " + FORMAT);
  }

  private static Connection connect(Path path, WriteAheadLog ahead) throws SQLException {
    var config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setBusyTimeout(BUSY_MS);
    // The driver would ask for the row's id behind each insert.
    config.setGetGeneratedKeys(false);
    var connection = config.createConnection("jdbc:sqlite:" + path);
    ahead.take(connection);
    return connection;
  }

  private static String id(Connection connection, Path path, int partitions, RandomGenerator random)
      throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery("SELECT id, partitions FROM log")) {
      if (row.next()) {
        if (row.getInt(2) != partitions) {
          throw new LogException(
              "the log " + path + " has " + row.getInt(2) + " partitions, not " + partitions,
              new IllegalStateException());
        }
        return row.getString(1);
      }
    }
    var bytes = new byte[ID_BYTES];
    random.nextBytes(bytes);
    var id = HexFormat.of().formatHex(bytes);
    try (var statement =
        connection.prepareStatement("INSERT INTO log (id, partitions) VALUES (?, ?)")) {
      statement.setString(1, id);
      statement.setInt(2, partitions);
      statement.executeUpdate();
    }
    return id;
  }

  private PreparedStatement prepareInsert() throws SQLException {
    return writing.prepareStatement("INSERT INTO event_group (id, count, events) VALUES (?, ?, ?)");
  }

  String id() {
    return id;
  }

  /// Stores the group and syncs it: the statement is a transaction of its own.
  synchronized Written append(int partition, Group group) {
    try {
      insert.setLong(1, key(partition, group.first()));
      insert.setInt(2, group.events().size());
      insert.setBytes(3, group.encode());
      insert.executeUpdate();
      ahead.committed(writing);
      return new Written.Stored();
    } catch (SQLException e) {
      return afterTrouble(partition, group, e);
    }
  }

  /// After an error the file itself is asked, over a new connection, whether the group is in it.
  /// But not after a sync that failed: what the system then says of the file can't be trusted.
  private Written afterTrouble(int partition, Group group, SQLException trouble) {
    if (ahead.failed(trouble)) {
      return new Written.Unknown("the disk failed to sync the log");
    }
    try {
      reopen();
      if (end(partition) == group.end()) {
        return new Written.Stored();
      }
    } catch (SQLException | LogException e) {
      return new Written.Unknown("the log can't be read back after: " + trouble.getMessage());
    }
    return new Written.Full("the log stored nothing: " + trouble.getMessage());
  }

  private void reopen() throws SQLException {
    // The new ones first: when its last connection closes, SQLite syncs the file and tells nobody
    // when that fails.
    var before = List.of(writing, reading);
    var writes = connect(path, ahead);
    reading = connect(path, ahead);
    writing = writes;
    insert = prepareInsert();
    for (var connection : before) {
      connection.close();
    }
  }

  /// The groups from the one that holds `from` on, as far as a read goes.
  synchronized List<Log.Entry> read(int partition, long from) {
    var sql = """
        SELECT id, count, events
        FROM event_group
        WHERE id >= COALESCE((SELECT MAX(id) FROM event_group WHERE id BETWEEN ? AND ?), ?) AND id < ?
        ORDER BY id
        """;
    var first = key(partition, from);
    try (var statement = reading.prepareStatement(sql)) {
      statement.setLong(1, key(partition, 0));
      statement.setLong(2, first);
      statement.setLong(3, first);
      statement.setLong(4, key(partition + 1, 0));
      var entries = new ArrayList<Log.Entry>();
      long bytes = 0;
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          var offset = rows.getLong(1) - key(partition, 0);
          fill(entries, from, offset);
          if (entries.size() == Log.BATCH_MAX) {
            return entries;
          }
          for (var entry : Group.decode(offset, rows.getInt(2), rows.getBytes(3))) {
            var length = entry.bytes().length;
            if (entry.offset() < from) {
              continue;
            }
            if (entries.size() == Log.BATCH_MAX
                || (bytes > 0 && bytes + length > Log.BATCH_BYTES_MAX)) {
              return entries;
            }
            entries.add(entry);
            bytes += length;
          }
        }
      }
      return entries;
    } catch (SQLException e) {
      throw new LogException("reading the log failed: " + e.getMessage(), e);
    }
  }

  /// This log gives its offsets without holes: an event that is missing was lost, and is shown
  /// as one without bytes, which is unreadable.
  private static void fill(List<Log.Entry> entries, long from, long to) {
    var next = entries.isEmpty() ? from : entries.getLast().offset() + 1;
    for (var lost = next; lost < to && entries.size() < Log.BATCH_MAX; lost++) {
      entries.add(new Log.Entry(lost, new byte[0]));
    }
  }

  synchronized long end(int partition) {
    var sql = """
        SELECT MAX(
          COALESCE((SELECT id + count FROM event_group WHERE id BETWEEN ?1 AND ?2 ORDER BY id DESC LIMIT 1), ?1),
          ?1 + COALESCE((SELECT start FROM log_start WHERE partition_number = ?3), 0))
        """;
    return number(sql, key(partition, 0), key(partition + 1, 0) - 1, partition) - key(partition, 0);
  }

  /// The offset of the oldest event, or the end when all were trimmed.
  synchronized long start(int partition) {
    var sql = "SELECT COALESCE((SELECT start FROM log_start WHERE partition_number = ?), 0)";
    return number(sql, partition);
  }

  private long number(String sql, long... parameters) {
    try (var statement = reading.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setLong(i + 1, parameters[i]);
      }
      try (var row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    } catch (SQLException e) {
      throw new LogException("reading the log failed: " + e.getMessage(), e);
    }
  }

  /// Takes away whole groups that end at or below `before`, a few at a time.
  void trim(int partition, long before) {
    while (trimStep(partition, before)) {
      // The lock is free between the steps.
    }
  }

  private synchronized boolean trimStep(int partition, long before) {
    var sql = """
        SELECT MAX(id + count), COUNT(*), MAX(id) FROM (
          SELECT id, count FROM event_group
          WHERE id >= ? AND id < ? AND id + count <= ?
          ORDER BY id LIMIT ?)
        """;
    try {
      long end;
      long lastId;
      int count;
      try (var statement = writing.prepareStatement(sql)) {
        statement.setLong(1, key(partition, 0));
        statement.setLong(2, key(partition, before));
        statement.setLong(3, key(partition, before));
        statement.setInt(4, TRIM_STEP);
        try (var row = statement.executeQuery()) {
          row.next();
          end = row.getLong(1) - key(partition, 0);
          count = row.getInt(2);
          lastId = row.getLong(3);
        }
      }
      if (count > 0) {
        delete(partition, lastId, end);
      }
      return count == TRIM_STEP;
    } catch (SQLException e) {
      ahead.failed(e);
      throw new LogException("trimming the log failed: " + e.getMessage(), e);
    }
  }

  private void delete(int partition, long lastId, long end) throws SQLException {
    try (var statement = writing.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      try {
        statement.execute(
            "DELETE FROM event_group WHERE id BETWEEN " + key(partition, 0) + " AND " + lastId);
        statement.execute("INSERT OR REPLACE INTO log_start (partition_number, start) VALUES ("
            + partition + ", " + end + ")");
        statement.execute("COMMIT");
        ahead.committed(writing);
      } catch (SQLException e) {
        statement.execute("ROLLBACK");
        throw e;
      }
    }
  }

  /// On a connection of its own: appending goes on.
  void copyTo(Path copy) {
    try (var connection = connect(path, ahead);
        var statement = connection.prepareStatement("VACUUM INTO ?")) {
      statement.setString(1, copy.toString());
      statement.execute();
    } catch (SQLException e) {
      throw new LogException("copying the log failed: " + e.getMessage(), e);
    }
  }

  synchronized List<String> integrityProblems() throws SQLException {
    var problems = new ArrayList<String>();
    try (var statement = reading.createStatement();
        var rows = statement.executeQuery("PRAGMA integrity_check")) {
      while (rows.next()) {
        if (!rows.getString(1).equals("ok")) {
          problems.add(rows.getString(1));
        }
      }
    }
    return problems;
  }

  /// For tests: the file may have at most this many pages, so that SQLite itself runs out of
  /// room.
  synchronized void limitPages(int pages) throws SQLException {
    try (var statement = writing.createStatement()) {
      statement.execute("PRAGMA max_page_count=" + pages);
    }
  }

  private static long key(int partition, long offset) {
    return ((long) partition << OFFSET_BITS) + offset;
  }

  synchronized void close() {
    try {
      ahead.settle(writing);
      reading.close();
      writing.close();
    } catch (SQLException e) {
      throw new LogException("closing the log failed: " + e.getMessage(), e);
    }
  }
}
