package plaza.sql.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import javax.sql.DataSource;
import org.mariadb.jdbc.Configuration;
import org.mariadb.jdbc.Driver;
import org.mariadb.jdbc.MariaDbDataSource;
import plaza.core.port.Position;
import plaza.core.port.StoreException;

/// MariaDB from 10.6 on, or MySQL from 8.0.19 on, both over MariaDB's driver. A commit is on the
/// disk when it returns, if the server is set up so; a checkpoint asks whether it is.
public final class MySql implements Dialect {
  /// One event must fit into one packet, however many of its bytes have to be escaped.
  static final long PACKET_BYTES_MIN = 64L << 20;

  /// Transactions of different partitions that the server works on at the same time.
  private static final int WRITERS = 8;

  private static final int CONNECT_MS = 5_000;

  /// A replica that takes longer, for a page or to connect, is no help.
  private static final int REPLICA_MS = 1_000;

  /// How long a statement may take before its connection counts as lost: of a batch's transaction,
  /// and of a read, which somebody waits for.
  private static final int ANSWER_MS = 30_000;

  private static final int READ_MS = 5_000;

  /// A server that takes longer for a small write is in trouble.
  private static final int PROBE_MS = 1_000;

  /// What both products answer when there is no room: a table or a file can't grow.
  private static final Set<Integer> DISK_FULL = Set.of(1021, 1026, 1114);

  /// An engine of theirs failed, with the system's number in the text; 28 is a full disk.
  private static final int ENGINE_ERROR = 1030;

  /// A node that died without a word holds its locks for so long.
  private static final int IDLE_SECONDS = 60;

  /// How long a statement waits for another transaction's row.
  private static final int LOCK_SECONDS = 5;

  private final String url;
  private final Login login;
  private final Kind kind;
  private final int answerMs;

  private MySql(String url, Login login, Kind kind, int answerMs) {
    this.url = url;
    this.login = login;
    this.kind = kind;
    this.answerMs = answerMs;
  }

  /// Who we are to the server.
  public record Login(String user, String password) {
    /// Without the password.
    @Override
    public String toString() {
      return user;
    }
  }

  /// Which of the two it is. Their collations are those in which texts are equal only if their
  /// bytes are, spaces at the end too.
  private enum Kind {
    MARIADB("utf8mb4_nopad_bin", "", "useBulkStmtsForInserts"),
    MYSQL("utf8mb4_0900_bin", "ROW", "rewriteBatchedStatements");

    private final String collation;
    private final String row;

    /// The driver's way to insert many rows at once that still counts what each update touched.
    private final String batching;

    Kind(String collation, String row, String batching) {
      this.collation = collation;
      this.row = row;
      this.batching = batching;
    }
  }

  /// Looks at the server that is there.
  ///
  /// @param url for example `jdbc:mariadb://host:3306/plaza`; TLS is on unless it says
  ///     `sslMode=disable`
  public static MySql at(String url, Login login) {
    try (var connection = connect(url, options(login))) {
      requirePackets(connection);
      var product = connection.getMetaData().getDatabaseProductName();
      return new MySql(
          url, login, product.equalsIgnoreCase("MariaDB") ? Kind.MARIADB : Kind.MYSQL, ANSWER_MS);
    } catch (SQLException e) {
      throw new StoreException("the store can't be reached: " + e.getMessage(), e);
    }
  }

  /// A server of the same kind and with the same users that follows this one. Nobody looks whether
  /// it is there.
  public MySql replica(String url) {
    return new MySql(url, login, kind, REPLICA_MS);
  }

  /// This server, for questions that are given up after a second.
  public MySql probing() {
    return new MySql(url, login, kind, PROBE_MS);
  }

  private static void requirePackets(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery("SELECT @@max_allowed_packet")) {
      row.next();
      if (row.getLong(1) < PACKET_BYTES_MIN) {
        throw new StoreException("the database takes packets of " + row.getLong(1)
            + " bytes: set max_allowed_packet to " + PACKET_BYTES_MIN + " or more");
      }
    }
  }

  /// Whether MariaDB's driver takes this address. Its own words about one that it does not take may
  /// hold a password.
  public static boolean accepts(String url) {
    try {
      return Configuration.parse(url) != null;
    } catch (SQLException | RuntimeException e) {
      return false;
    }
  }

  static Connection connect(String url, Properties options) throws SQLException {
    var connection = new Driver().connect(url, options);
    if (connection == null) {
      throw new SQLException("an address begins with jdbc:mariadb:");
    }
    return connection;
  }

  static Properties options(Login login) {
    var options = new Properties();
    options.setProperty("user", login.user());
    options.setProperty("password", login.password());
    options.setProperty("connectTimeout", String.valueOf(CONNECT_MS));
    options.setProperty("socketTimeout", String.valueOf(ANSWER_MS));
    return options;
  }

  @Override
  public String migrations() {
    return "plaza/sql/migration/mysql";
  }

  @Override
  public Map<String, String> placeholders(int partitions) {
    var parts = new ArrayList<String>();
    for (int p = 0; p < partitions; p++) {
      parts.add("PARTITION p" + p + " VALUES IN (" + p + ")");
    }
    var table = "ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE " + kind.collation;
    return Map.of(
        "number", "BIGINT",
        "flag", "TINYINT",
        "name", "VARCHAR(255)",
        "text", "MEDIUMTEXT",
        "bytes", "LONGBLOB",
        "table", table,
        "clustered", table,
        "partition_size", String.valueOf(Position.start(1)),
        "partitions", String.join(", ", parts));
  }

  /// Without the limits of time: a migration may take long.
  @Override
  public DataSource source() {
    try {
      var source = new MariaDbDataSource(url);
      source.setUser(login.user());
      source.setPassword(login.password());
      return source;
    } catch (SQLException e) {
      throw new StoreException("the store can't be reached: " + e.getMessage(), e);
    }
  }

  @Override
  public Connection connect(Use use) throws SQLException {
    var options = options(login);
    options.setProperty("connectTimeout", String.valueOf(Math.min(CONNECT_MS, answerMs)));
    options.setProperty("socketTimeout", String.valueOf(answerMs(use)));
    options.setProperty("connectionCollation", kind.collation);
    options.setProperty(kind.batching, "true");
    options.setProperty("allowMultiQueries", "true");
    options.setProperty(
        "sessionVariables",
        "sql_mode='STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION',wait_timeout=" + IDLE_SECONDS
            + ",innodb_lock_wait_timeout=" + LOCK_SECONDS);
    var connection = connect(url, options);
    switch (use) {
      // What a batch reads in its transaction is the newest, and it locks no gaps between rows.
      case WRITE -> {
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        connection.setAutoCommit(false);
      }
      case READ -> {
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setReadOnly(true);
      }
    }
    return connection;
  }

  private int answerMs(Use use) {
    return switch (use) {
      case WRITE -> answerMs;
      case READ -> Math.min(answerMs, READ_MS);
    };
  }

  @Override
  public String cause(SQLException failure) {
    var code = failure.getErrorCode();
    var full = DISK_FULL.contains(code)
        || (code == ENGINE_ERROR && String.valueOf(failure.getMessage()).contains("error 28"));
    return full
        ? "its disk is full: " + failure.getMessage()
        : String.valueOf(failure.getMessage());
  }

  /// Asked again when a second of the server's clock ended between its words: its uptime is that
  /// clock's second at the statement less the second of its start, so the difference is exact,
  /// and stays the same when the clock is set.
  @Override
  public long startedAt(Connection connection) throws SQLException {
    while (true) {
      try (var statement = connection.createStatement()) {
        var before = number(statement, "SELECT 0, UNIX_TIMESTAMP()");
        var uptime = number(statement, "SHOW GLOBAL STATUS LIKE 'Uptime'");
        if (number(statement, "SELECT 0, UNIX_TIMESTAMP()") == before) {
          return before - uptime;
        }
      }
    }
  }

  private static long number(Statement statement, String question) throws SQLException {
    try (var row = statement.executeQuery(question)) {
      row.next();
      return row.getLong(2);
    }
  }

  @Override
  public int writers() {
    return WRITERS;
  }

  @Override
  public String beginWriting() {
    return "";
  }

  @Override
  public String rowLock() {
    return " FOR UPDATE";
  }

  @Override
  public boolean isRemote() {
    return true;
  }

  @Override
  public void committed(Connection connection) {
    // The server has it on its disk.
  }

  @Override
  public void failed(SQLException failure) {
    // Whether its disk can be believed is the server's to say.
  }

  @Override
  public String beginReading() {
    return "START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY";
  }

  @Override
  public String row() {
    return kind.row;
  }

  @Override
  public String orderedJoin() {
    return "STRAIGHT_JOIN";
  }

  /// Nothing has to be brought to the disk; but if the server does not sync what it commits,
  /// nothing is ever safe, and the log is kept.
  @Override
  public List<String> checkpoint() {
    return List.of("""
        SELECT @@GLOBAL.innodb_flush_log_at_trx_commit <> 1 OR (@@GLOBAL.log_bin AND @@GLOBAL.sync_binlog <> 1), 1, 1
        """);
  }
}
