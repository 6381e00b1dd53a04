package plaza.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import plaza.core.port.StoreException;
import plaza.sql.dialect.Dialect;
import plaza.sql.table.Lookup;
import plaza.sql.table.Row;
import plaza.sql.table.RowReader;
import plaza.sql.table.Write;

/// A connection with its prepared statements, kept for life: SQLite's driver does not cache them,
/// and preparing costs more than a point read. Used by one thread at a time.
public final class PooledConnection {
  /// A parameter that no column equals.
  static final Object NOTHING = Nothing.NOTHING;

  private enum Nothing {
    NOTHING
  }

  /// Who was idle for longer is asked whether he is still there: engines close idle connections.
  private static final long IDLE_NANOS_MAX = 10_000_000_000L;

  private static final int ANSWER_SECONDS = 2;

  /// What SQL states begin with when the connection is gone.
  private static final String CONNECTION_LOST = "08";

  private final Connection connection;
  private final Dialect dialect;
  private final StatementStats tally;
  private final long trust;
  private final Map<String, PreparedStatement> statements = new HashMap<>();

  /// What is run with the commit, in this order.
  private final List<Late> late = new ArrayList<>();

  private boolean lost;
  private long usedAt = System.nanoTime();

  /// @param trust the number of the trust in which it was opened
  PooledConnection(Connection connection, Dialect dialect, StatementStats tally, long trust) {
    this.connection = connection;
    this.dialect = dialect;
    this.tally = tally;
    this.trust = trust;
  }

  Dialect dialect() {
    return dialect;
  }

  boolean isOf(long trust) {
    return this.trust == trust;
  }

  /// Whether the engine was gone at the last failure.
  boolean isLost() {
    return lost;
  }

  boolean isAlive() {
    try {
      return System.nanoTime() - usedAt < IDLE_NANOS_MAX || connection.isValid(ANSWER_SECONDS);
    } catch (SQLException e) {
      return false;
    }
  }

  /// A statement without a result.
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Late(String sql, Object[] parameters) {}

  /// Sets a statement's parameters from a row.
  @FunctionalInterface
  public interface Binding<T> {
    void bind(PreparedStatement statement, T row) throws SQLException;
  }

  public <T> List<T> list(String sql, RowReader<T> reader, Object... parameters) {
    try {
      var statement = prepared(sql);
      set(statement, parameters);
      try (var rows = statement.executeQuery()) {
        var list = new ArrayList<T>();
        var row = new Row(rows);
        while (rows.next()) {
          list.add(reader.read(row));
        }
        return list;
      }
    } catch (SQLException e) {
      throw failed(sql, e);
    }
  }

  public <T> Optional<T> first(String sql, RowReader<T> reader, Object... parameters) {
    return list(sql, reader, parameters).stream().findFirst();
  }

  /// The row with this key.
  ///
  /// @param key the values of the lookup's columns
  public <R> Optional<R> find(Lookup<R> lookup, Object... key) {
    return first(lookup.one(), lookup.table(), key);
  }

  /// How many rows were touched.
  public int update(String sql, Object... parameters) {
    try {
      var statement = prepared(sql);
      set(statement, parameters);
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw failed(sql, e);
    }
  }

  /// Runs the statement once a row; how many rows each touched.
  public <T> int[] batch(String sql, List<T> rows, Binding<T> binding) {
    if (rows.isEmpty()) {
      return new int[0];
    }
    try {
      var statement = prepared(sql);
      for (var row : rows) {
        binding.bind(statement, row);
        statement.addBatch();
      }
      return statement.executeBatch();
    } catch (SQLException e) {
      throw failed(sql, e);
    }
  }

  /// Writes each of these rows; how many rows of the table each touched.
  public <R> int[] write(Write<R> write, List<R> rows) {
    return batch(write.sql(), rows, write::bind);
  }

  /// As [#batch], with each row's parameters as they are.
  public int[] batch(String sql, List<Object[]> rows) {
    return batch(sql, rows, PooledConnection::set);
  }

  /// Runs a statement that has neither parameters nor rows.
  public void run(String sql) {
    try {
      prepared(sql).execute();
    } catch (SQLException e) {
      throw failed(sql, e);
    }
  }

  /// As [#update], together with the commit at the latest: its result, and what it wrote, are not
  /// seen before. Most engines are far away, and each statement that is waited for is a way there
  /// and back.
  void later(String sql, Object... parameters) {
    late.add(new Late(sql, parameters));
  }

  /// As [#later(String, Object...)], for the row of a record.
  <R> void later(Write<R> write, R row) {
    later(write.sql(), write.values(row));
  }

  /// Commits what was written.
  void commit() {
    if (dialect.isRemote()) {
      late.add(new Late("COMMIT", new Object[0]));
      runTogether();
    } else {
      late.forEach(statement -> update(statement.sql(), statement.parameters()));
      run("COMMIT");
    }
    late.clear();
    dialect.committed(connection);
  }

  /// Rolls back what was written.
  void rollBack() {
    late.clear();
    run("ROLLBACK");
  }

  /// Runs what is late in one go; the engine leaves out those behind one that fails.
  private void runTogether() {
    var sql = late.stream().map(Late::sql).collect(Collectors.joining(";\n"));
    try {
      var statement = prepared(sql);
      set(statement, late.stream().flatMap(it -> Stream.of(it.parameters())).toArray());
      statement.execute();
      while (statement.getMoreResults() || statement.getUpdateCount() >= 0) {
        // Each has its own result, and may have failed.
      }
    } catch (SQLException e) {
      throw failed(sql, e);
    }
  }

  private PreparedStatement prepared(String sql) throws SQLException {
    tally.executed().increment();
    usedAt = System.nanoTime();
    var statement = statements.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      statements.put(sql, statement);
      tally.prepared().add(sql);
    }
    return statement;
  }

  private static void set(PreparedStatement statement, Object... parameters) throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      switch (parameters[i]) {
        case Long number -> statement.setLong(i + 1, number);
        case Integer number -> statement.setInt(i + 1, number);
        case String text -> statement.setString(i + 1, text);
        case byte[] bytes -> statement.setBytes(i + 1, bytes);
        case Nothing _ -> statement.setNull(i + 1, Types.BIGINT);
        case Object other ->
          throw new IllegalArgumentException("no parameter: " + other.getClass());
      }
    }
  }

  /// The message names the statement, never its parameters: they are private.
  private StoreException failed(String sql, SQLException cause) {
    var state = cause.getSQLState();
    lost |= state != null && state.startsWith(CONNECTION_LOST);
    dialect.failed(cause);
    var firstLine = sql.strip().lines().findFirst().orElse("");
    return new StoreException(
        "the store failed at \"" + firstLine + "\": " + dialect.cause(cause), cause);
  }

  void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new StoreException("closing a connection failed: " + e.getMessage(), e);
    }
  }
}
