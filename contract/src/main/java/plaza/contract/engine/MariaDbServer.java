package plaza.contract.engine;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A MariaDB server on a free port of the loopback, with a directory of its own.
public final class MariaDbServer implements AutoCloseable {
  private final Path directory = Checkout.directory("mariadb-");
  private final int port = FreePort.next();
  private final List<String> options;
  private int starts;
  private long startedAt;
  private EngineProcess process;

  /// @param options of the server, beside those that it always has
  public MariaDbServer(String... options) {
    this.options = List.of(options);
    var data = directory.resolve("data").toString();
    EngineProcess.run(
        directory.resolve("install.log"),
        List.of(
            "mariadb-install-db",
            "--no-defaults",
            "--user=" + System.getProperty("user.name"),
            "--datadir=" + data,
            "--auth-root-authentication-method=normal",
            "--skip-test-db",
            "--skip-name-resolve"));
    this.process = started();
  }

  /// The one of this JVM, which lives as long as it.
  public static MariaDbServer shared() {
    return Shared.SERVER;
  }

  private static final class Shared {
    static final MariaDbServer SERVER = new MariaDbServer();
  }

  /// One of its own, that [#follower]s may follow.
  public static MariaDbServer followed() {
    return new MariaDbServer("--server-id=1", "--log-bin=binlog", "--sync-binlog=1");
  }

  /// A replica of this server, which has had nothing but what is in its binary log.
  public MariaDbServer follower() {
    var replica = new MariaDbServer("--server-id=2", "--read-only=1");
    replica.run("""
        SET GLOBAL gtid_slave_pos = '';
        CHANGE MASTER TO MASTER_HOST = '127.0.0.1', MASTER_PORT = %d, MASTER_USER = 'root',
          MASTER_CONNECT_RETRY = 1, MASTER_USE_GTID = slave_pos;
        START SLAVE
        """.formatted(port));
    return replica;
  }

  /// Runs statements as the administrator.
  public void run(String statements) {
    EngineProcess.run(
        directory.resolve("statements.log"),
        List.of(
            "mariadb",
            "--no-defaults",
            "--host=127.0.0.1",
            "--port=" + port,
            "--user=" + user(),
            "--execute=" + statements));
  }

  private EngineProcess started() {
    starts++;
    var command = new ArrayList<>(List.of(
        "mariadbd",
        "--no-defaults",
        "--user=" + System.getProperty("user.name"),
        "--datadir=" + directory.resolve("data"),
        // One that starts removes the temporary files of all that share the directory.
        "--tmpdir=" + directory,
        // Relative to the data: the path of a socket must be short.
        "--socket=socket",
        "--bind-address=127.0.0.1",
        "--port=" + port,
        "--skip-name-resolve",
        "--innodb-buffer-pool-size=256M",
        "--innodb-log-file-size=64M",
        "--max-allowed-packet=64M",
        "--innodb-flush-log-at-trx-commit=1"));
    command.addAll(options);
    var started = EngineProcess.start(directory.resolve("server-" + starts + ".log"), command);
    started.awaitSaying("ready for connections");
    startedAt = System.nanoTime();
    return started;
  }

  /// How long it has been running since it was started last.
  public Duration up() {
    return Duration.ofNanos(System.nanoTime() - startedAt);
  }

  public int port() {
    return port;
  }

  /// The address of a database, which is made when it is not there.
  public String url(String database) {
    return "jdbc:mariadb://127.0.0.1:" + port + "/" + database
        + "?sslMode=disable&createDatabaseIfNotExist=true";
  }

  /// Who may do everything; he has no password.
  public String user() {
    return "root";
  }

  /// Kills the server as a crash would, and starts it again.
  public void crash() {
    kill();
    start();
  }

  /// Kills the server as a crash would.
  public void kill() {
    process.close();
  }

  /// Starts it again after [#kill].
  public void start() {
    process = started();
  }

  /// Copies all that a killed server has on its disk: a backup, as of that moment.
  public Path backup() {
    var copy = Checkout.directory("mariadb-backup-");
    Folders.copy(directory.resolve("data"), copy);
    return copy;
  }

  /// Puts a [#backup] in the place of what a killed server has.
  public void restore(Path backup) {
    Folders.delete(directory.resolve("data"));
    Folders.copy(backup, directory.resolve("data"));
  }

  @Override
  public void close() {
    process.close();
  }
}
