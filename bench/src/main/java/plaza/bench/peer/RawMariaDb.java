package plaza.bench.peer;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import plaza.bench.measure.Cpu;
import plaza.bench.measure.Sample;

/// Messages in MariaDB without Plaza, in a table like Plaza's: in batches, as fast as one
/// connection takes them; or as one writes it by hand, a transaction a message, whose number is
/// counted up in the row of its chat.
///
/// @param url of a database of its own
/// @param texts of the messages
public record RawMariaDb(String url, String user, List<String> texts, int chats) {
  private static final int BATCH = 1_000;
  private static final long NOW = 1_700_000_000_000L;

  private static final String INSERT = """
      INSERT INTO raw_message (position, application, chat, number, body, sender, created_at, updated_at, state)
      VALUES (?, 1, ?, ?, ?, 'ann', ?, ?, 0)
      """;

  /// One connection, batches of 1,000, a transaction each.
  public Sample batches(Duration time) throws IOException {
    var cpu = Cpu.own().micros();
    var began = System.nanoTime();
    long count = 0;
    try (var connection = open()) {
      prepare(connection);
      connection.setAutoCommit(false);
      try (var insert = connection.prepareStatement(INSERT)) {
        while (System.nanoTime() - began < time.toNanos()) {
          for (int i = 0; i < BATCH; i++) {
            set(insert, count, count % chats + 1, count / chats + 1);
            insert.addBatch();
            count++;
          }
          insert.executeBatch();
          connection.commit();
        }
      }
    } catch (SQLException e) {
      throw new IOException(e);
    }
    var seconds = (System.nanoTime() - began) / 1e9;
    return Sample.of(count, seconds, Cpu.own().micros() - cpu);
  }

  /// So many clients, each with a connection and a transaction a message.
  public Sample byHand(int clients, Duration time) throws IOException, InterruptedException {
    try (var connection = open();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      prepare(connection);
      var cpu = Cpu.own().micros();
      var began = System.nanoTime();
      var deadline = began + time.toNanos();
      var counts = new ArrayList<Future<Long>>();
      for (int client = 0; client < clients; client++) {
        var own = client;
        counts.add(threads.submit(() -> sendByHand(own, clients, deadline)));
      }
      long count = 0;
      for (var each : counts) {
        count += each.get();
      }
      var seconds = (System.nanoTime() - began) / 1e9;
      return Sample.of(count, seconds, Cpu.own().micros() - cpu);
    } catch (SQLException | ExecutionException e) {
      throw new IOException(e);
    }
  }

  private long sendByHand(int client, int clients, long deadline) throws SQLException {
    long count = 0;
    try (var connection = open();
        var move = connection.prepareStatement(
            "UPDATE raw_chat SET last_number = last_number + 1 WHERE id = ?");
        var ask = connection.prepareStatement("SELECT last_number FROM raw_chat WHERE id = ?");
        var insert = connection.prepareStatement(INSERT)) {
      connection.setAutoCommit(false);
      while (System.nanoTime() < deadline) {
        var turn = client + count * clients;
        var chat = turn % chats + 1;
        move.setLong(1, chat);
        move.executeUpdate();
        ask.setLong(1, chat);
        try (var row = ask.executeQuery()) {
          row.next();
          set(insert, turn, chat, row.getLong(1));
        }
        insert.executeUpdate();
        connection.commit();
        count++;
      }
    }
    return count;
  }

  private void set(PreparedStatement insert, long position, long chat, long number)
      throws SQLException {
    insert.setLong(1, position);
    insert.setLong(2, chat);
    insert.setLong(3, number);
    insert.setString(4, texts.get((int) (position % texts.size())));
    insert.setLong(5, NOW);
    insert.setLong(6, NOW);
  }

  private Connection open() throws SQLException {
    return DriverManager.getConnection(url + "&useBulkStmts=true", user, "");
  }

  private void prepare(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("DROP TABLE IF EXISTS raw_message");
      statement.execute("DROP TABLE IF EXISTS raw_chat");
      statement.execute("""
          CREATE TABLE raw_message (
            position BIGINT NOT NULL,
            application BIGINT NOT NULL,
            chat BIGINT NOT NULL,
            number BIGINT NOT NULL,
            body MEDIUMTEXT NOT NULL,
            sender VARCHAR(255) NOT NULL,
            created_at BIGINT NOT NULL,
            updated_at BIGINT NOT NULL,
            state TINYINT NOT NULL,
            PRIMARY KEY (application, chat, number),
            KEY (position)
          ) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
          """);
      statement.execute(
          "CREATE TABLE raw_chat (id BIGINT PRIMARY KEY, last_number BIGINT NOT NULL)");
    }
    try (var insert = connection.prepareStatement("INSERT INTO raw_chat VALUES (?, 0)")) {
      for (int chat = 1; chat <= chats; chat++) {
        insert.setLong(1, chat);
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }
}
