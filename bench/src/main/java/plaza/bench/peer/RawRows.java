package plaza.bench.peer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import plaza.core.port.FatalHandler;
import plaza.sql.Database;
import plaza.sql.Partitions;
import plaza.sql.dialect.Dialect;
import plaza.sql.dialect.Sqlite;

/// The second step of [RawSqlite], on a thread of its own: one transaction a batch, with the rows
/// of the messages, the tails of their chats, what became of the batch, and how far it went.
final class RawRows {
  private static final int BATCH_MAX = 4_096;
  private static final int OUTCOME_BYTES = 12;
  private static final long NOW = 1_700_000_000_000L;

  /// A disk that does not sync measures nothing.
  static final FatalHandler HALT = why -> {
    throw new IllegalStateException(why);
  };

  private final int chats;
  private final int items;
  private final List<String> texts;
  private final Sqlite sqlite;
  private final Connection connection;
  private final PreparedStatement insertMessage;
  private final PreparedStatement moveTail;
  private final PreparedStatement insertOutcome;
  private final PreparedStatement moveApplied;
  private final BlockingQueue<List<Waiters.Waiter>> stored = new LinkedBlockingQueue<>();
  private final Thread thread = new Thread(this::run);
  private final Map<Long, Long> lastNumbers = new HashMap<>();
  private volatile @Nullable Exception failure;
  private long position;
  private long applied;

  RawRows(Path file, List<String> texts, int chats, int items) throws IOException {
    this.chats = chats;
    this.items = items;
    this.texts = texts;
    sqlite = new Sqlite(file, HALT);
    Database.open(sqlite, new Partitions(1), new SecureRandom()).close();
    try {
      connection = sqlite.connect(Dialect.Use.WRITE);
      try (var statement = connection.createStatement()) {
        statement.execute("INSERT INTO partition_state VALUES (0, 0, 0, 'raw')");
      }
      insertMessage = connection.prepareStatement("""
          INSERT INTO message (position, body, sender, created_at, updated_at, state, application, chat, number)
          VALUES (?, ?, 'ann', ?, ?, 0, 1, ?, ?)
          """);
      moveTail = connection.prepareStatement("""
          INSERT INTO chat_tail (application, chat, last_number, live_count, closed, position)
          VALUES (1, ?, ?, ?, 0, ?)
          ON CONFLICT (application, chat) DO UPDATE
          SET last_number = excluded.last_number, live_count = excluded.live_count, position = excluded.position
          """);
      insertOutcome = connection.prepareStatement("""
          INSERT INTO outcome (partition_number, last_offset, first_offset, applied_at, outcomes)
          VALUES (0, ?, ?, ?, ?)
          """);
      moveApplied = connection.prepareStatement(
          "UPDATE partition_state SET applied = ?, position = ? WHERE partition_number = 0");
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }

  void start() {
    thread.start();
  }

  /// What the log holds of a group: texts, and as many bytes for what else an event says.
  byte[] eventsOf(List<Waiters.Waiter> group, int eventBytes) {
    var text = new StringBuilder();
    for (var waiter : group) {
      text.repeat(' ', eventBytes);
      for (int i = 0; i < items; i++) {
        text.append(text(waiter, i));
      }
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private String text(Waiters.Waiter waiter, int item) {
    return texts.get((int) ((waiter.place() + item) % texts.size()));
  }

  void apply(List<Waiters.Waiter> group) {
    stored.add(group);
  }

  /// @throws IOException the thread has failed: whoever waits for it would wait for ever
  void check() throws IOException {
    var failed = failure;
    if (failed != null) {
      throw new IOException("the rows of raw SQLite", failed);
    }
  }

  /// Nobody waits any more: an empty group ends the thread.
  void close() throws IOException {
    stored.add(List.of());
    try {
      thread.join();
      connection.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }

  private void run() {
    try {
      while (true) {
        var batch = new ArrayList<>(stored.take());
        for (var more = stored.peek();
            more != null && !more.isEmpty() && (batch.size() + more.size()) * items <= BATCH_MAX;
            more = stored.peek()) {
          batch.addAll(stored.remove());
        }
        if (batch.isEmpty()) {
          return;
        }
        commit(batch);
        batch.forEach(Waiters.Waiter::tell);
      }
    } catch (InterruptedException | SQLException | RuntimeException e) {
      failure = e;
    }
  }

  private void commit(List<Waiters.Waiter> batch) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      var moved = insertMessages(batch);
      moveTails(moved);
      moveApplied(batch.size());
      statement.execute("COMMIT");
    }
    sqlite.committed(connection);
  }

  private Map<Long, Long> insertMessages(List<Waiters.Waiter> batch) throws SQLException {
    var moved = new HashMap<Long, Long>();
    for (var waiter : batch) {
      var chat = waiter.place() % chats + 1;
      for (int i = 0; i < items; i++) {
        position++;
        var number = lastNumbers.merge(chat, 1L, Long::sum);
        insertMessage.setLong(1, position);
        insertMessage.setString(2, text(waiter, i));
        insertMessage.setLong(3, NOW);
        insertMessage.setLong(4, NOW);
        insertMessage.setLong(5, chat);
        insertMessage.setLong(6, number);
        insertMessage.addBatch();
        moved.put(chat, number);
      }
    }
    insertMessage.executeBatch();
    return moved;
  }

  private void moveTails(Map<Long, Long> moved) throws SQLException {
    for (var tail : moved.entrySet()) {
      moveTail.setLong(1, tail.getKey());
      moveTail.setLong(2, tail.getValue());
      moveTail.setLong(3, tail.getValue());
      moveTail.setLong(4, position);
      moveTail.addBatch();
    }
    moveTail.executeBatch();
  }

  private void moveApplied(int events) throws SQLException {
    insertOutcome.setLong(1, applied + events - 1);
    insertOutcome.setLong(2, applied);
    insertOutcome.setLong(3, NOW);
    insertOutcome.setBytes(4, new byte[OUTCOME_BYTES * events]);
    insertOutcome.executeUpdate();
    applied += events;
    moveApplied.setLong(1, applied);
    moveApplied.setLong(2, position);
    moveApplied.executeUpdate();
  }
}
