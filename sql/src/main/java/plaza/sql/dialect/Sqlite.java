package plaza.sql.dialect;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteJDBCLoader;
import plaza.core.port.FatalHandler;
import plaza.core.port.StoreException;

/// SQLite in one file, in WAL mode with `synchronous=NORMAL`: after a crash of the machine the
/// newest transactions may be missing, and are applied again from the log.
public final class Sqlite implements Dialect {
  private static final int BUSY_MS = 10_000;
  private static final int WRITE_CACHE_KIB = 64 << 10;
  private static final int READ_CACHE_KIB = 8 << 10;
  private static final long MMAP_BYTES = 1L << 30;

  private final Path file;
  private final FatalHandler halt;
  private final WriteAheadLog ahead;

  public Sqlite(Path file, FatalHandler halt) {
    this.file = file;
    this.halt = halt;
    this.ahead = new WriteAheadLog(file, halt);
  }

  /// Loads the database's own library, which is unpacked to the folder for temporary files.
  ///
  /// @throws StoreException it can't be, and what to do
  public static void loadLibrary() {
    try {
      SQLiteJDBCLoader.initialize();
    } catch (Exception | LinkageError e) {
      throw new StoreException(
          "the database's library can't be loaded from the directory for temporary files, "
              + System.getProperty("org.sqlite.tmpdir", System.getProperty("java.io.tmpdir"))
              + ": it must exist, have 2 MiB of free space, be writable, and not be mounted noexec; choose another one with PLAZA_JAVA_OPTS=-Djava.io.tmpdir=FOLDER",
          e);
    }
  }

  /// What ends the process.
  public FatalHandler halt() {
    return halt;
  }

  @Override
  public String migrations() {
    return "plaza/sql/migration/sqlite";
  }

  @Override
  public Map<String, String> placeholders(int partitions) {
    return Map.of(
        "number", "INTEGER",
        "flag", "INTEGER",
        "name", "TEXT",
        "text", "TEXT",
        "bytes", "BLOB",
        "table", "",
        "clustered", "WITHOUT ROWID");
  }

  @Override
  public DataSource source() {
    var source = new SQLiteDataSource();
    source.setUrl(url());
    return source;
  }

  private String url() {
    return "jdbc:sqlite:" + file;
  }

  @Override
  public Connection connect(Use use) throws SQLException {
    var config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
    config.setTempStore(SQLiteConfig.TempStore.MEMORY);
    config.setBusyTimeout(BUSY_MS);
    // The driver would ask for the row's id behind each insert.
    config.setGetGeneratedKeys(false);
    config.setCacheSize(-(use == Use.WRITE ? WRITE_CACHE_KIB : READ_CACHE_KIB));
    var connection = config.createConnection(url());
    ahead.take(connection);
    try (var statement = connection.createStatement()) {
      statement.execute("PRAGMA mmap_size=" + MMAP_BYTES);
      if (use == Use.READ) {
        statement.execute("PRAGMA query_only=1");
      }
    }
    return connection;
  }

  @Override
  public void committed(Connection connection) {
    ahead.committed(connection);
  }

  @Override
  public String cause(SQLException failure) {
    return String.valueOf(failure.getMessage());
  }

  @Override
  public void failed(SQLException failure) {
    ahead.failed(failure);
  }

  /// Copies the file, as it is at one moment, while others read and write it.
  public void copyTo(Path copy) {
    try (var connection = connect(Use.WRITE);
        var statement = connection.prepareStatement("VACUUM INTO ?")) {
      statement.setString(1, copy.toString());
      statement.execute();
    } catch (SQLException e) {
      throw new StoreException("copying the store failed: " + e.getMessage(), e);
    }
  }

  /// What SQLite itself finds wrong with the file, its indexes against its rows among it; empty
  /// when nothing is.
  public List<String> integrityProblems() {
    try (var connection = connect(Use.READ);
        var statement = connection.createStatement();
        var rows = statement.executeQuery("PRAGMA integrity_check")) {
      var problems = new ArrayList<String>();
      while (rows.next()) {
        if (!rows.getString(1).equals("ok")) {
          problems.add(rows.getString(1));
        }
      }
      return problems;
    } catch (SQLException e) {
      return List.of(String.valueOf(e.getMessage()));
    }
  }

  /// SQLite has one writer; a second one would only wait.
  @Override
  public long startedAt(Connection connection) {
    return 0;
  }

  @Override
  public int writers() {
    return 1;
  }

  @Override
  public String beginWriting() {
    return "BEGIN IMMEDIATE";
  }

  /// Who writes has the whole database.
  @Override
  public String rowLock() {
    return "";
  }

  @Override
  public boolean isRemote() {
    return false;
  }

  @Override
  public String beginReading() {
    return "BEGIN";
  }

  @Override
  public String row() {
    return "";
  }

  @Override
  public String orderedJoin() {
    return "CROSS JOIN";
  }

  @Override
  public List<String> checkpoint() {
    return List.of("PRAGMA wal_checkpoint(PASSIVE)");
  }
}
