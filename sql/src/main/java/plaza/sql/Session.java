package plaza.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import plaza.core.port.StoreException;
import plaza.sql.dialect.Dialect;

/// A connection with its prepared statements, kept for life: SQLite's driver does not cache them,
/// and preparing costs more than a point read. Used by one thread at a time.
public final class Session {
  private final Connection connection;
  private final Dialect dialect;
  private final Consumer<String> onPrepare;
  private final Map<String, PreparedStatement> statements = new HashMap<>();
  private final LongAdder executed;

  /// @param onPrepare told of each statement when it is prepared
  /// @param executed counts every statement that is run
  Session(Dialect dialect, Connection connection, Consumer<String> onPrepare, LongAdder executed) {
    this.dialect = dialect;
    this.connection = connection;
    this.executed = executed;
    this.onPrepare = onPrepare;
  }

  /// Sets a statement's parameters from a row.
  @FunctionalInterface
  public interface Binding<T> {
    void bind(PreparedStatement statement, T row) throws SQLException;
  }

  /// Reads a row.
  @FunctionalInterface
  public interface Reading<T> {
    T read(ResultSet row) throws SQLException;
  }

  public <T> List<T> list(String sql, Reading<T> reading, Object... parameters) {
    try {
      var statement = prepared(sql);
      set(statement, parameters);
      try (var rows = statement.executeQuery()) {
        var list = new ArrayList<T>();
        while (rows.next()) {
          list.add(reading.read(rows));
        }
        return list;
      }
    } catch (SQLException e) {
      throw failed(sql, e);
    }
  }

  public <T> Optional<T> first(String sql, Reading<T> reading, Object... parameters) {
    return list(sql, reading, parameters).stream().findFirst();
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

  /// Runs a statement that has neither parameters nor rows.
  public void run(String sql) {
    try {
      prepared(sql).execute();
    } catch (SQLException e) {
      throw failed(sql, e);
    }
  }

  /// Commits what was written.
  void commit() {
    run("COMMIT");
    dialect.committed(connection);
  }

  private PreparedStatement prepared(String sql) throws SQLException {
    executed.increment();
    var statement = statements.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      statements.put(sql, statement);
      onPrepare.accept(sql);
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
        case Object other ->
          throw new IllegalArgumentException("no parameter: " + other.getClass());
      }
    }
  }

  /// The message names the statement, never its parameters: they are private.
  private StoreException failed(String sql, SQLException cause) {
    dialect.failed(cause);
    var firstLine = sql.strip().lines().findFirst().orElse("");
    return new StoreException(
        "the store failed at \"" + firstLine + "\": " + cause.getMessage(), cause);
  }

  void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new StoreException("closing a session failed: " + e.getMessage(), e);
    }
  }
}
