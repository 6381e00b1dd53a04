package plaza.contract.engine;

import java.nio.file.Path;
import java.util.List;

/// A MariaDB server on a free port of the loopback, with a directory of its own.
public final class MariaDbServer implements AutoCloseable {
  private final Path directory = EngineProcess.directory("mariadb-");
  private final int port = FreePort.next();
  private int starts;
  private EngineProcess process;

  public MariaDbServer() {
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

  private EngineProcess started() {
    starts++;
    var started = EngineProcess.start(
        directory.resolve("server-" + starts + ".log"),
        List.of(
            "mariadbd",
            "--no-defaults",
            "--user=" + System.getProperty("user.name"),
            "--datadir=" + directory.resolve("data"),
            // Relative to the data: the path of a socket must be short.
            "--socket=socket",
            "--bind-address=127.0.0.1",
            "--port=" + port,
            "--skip-name-resolve",
            "--innodb-buffer-pool-size=256M",
            "--innodb-log-file-size=64M",
            "--max-allowed-packet=64M",
            "--innodb-flush-log-at-trx-commit=1"));
    started.awaitSaying("ready for connections");
    return started;
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
    var copy = EngineProcess.directory("mariadb-backup-");
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
