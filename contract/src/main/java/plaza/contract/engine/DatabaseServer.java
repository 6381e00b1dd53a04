package plaza.contract.engine;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A MariaDB server, or a MySQL one, on a free port of the loopback, with a directory of its own.
public final class DatabaseServer implements AutoCloseable {
  private static final DatabaseProduct PRODUCT = DatabaseProduct.chosen();

  private final Path directory = Checkout.directory("database-");
  private final int port = FreePort.next();
  private final List<String> options;
  private int starts;
  private long startedAt;
  private EngineProcess process;

  /// @param options of the server, beside those that it always has
  public DatabaseServer(String... options) {
    this.options = List.of(options);
    EngineProcess.run(directory.resolve("install.log"), own(PRODUCT.install()));
    this.process = started();
  }

  /// The one of this JVM, which lives as long as it.
  public static DatabaseServer shared() {
    return Shared.SERVER;
  }

  private static final class Shared {
    static final DatabaseServer SERVER = new DatabaseServer();
  }

  /// One of its own, that [#follower]s may follow.
  public static DatabaseServer followed() {
    return ofReplication("--server-id=1");
  }

  /// A replica of this server, which has had nothing but what is in its binary log.
  public DatabaseServer follower() {
    var replica = ofReplication("--server-id=2", "--read-only=1");
    replica.run(PRODUCT.follow().formatted(port));
    return replica;
  }

  private static DatabaseServer ofReplication(String... options) {
    return new DatabaseServer(
        Stream.concat(PRODUCT.replication().stream(), Stream.of(options)).toArray(String[]::new));
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
    var command = own(PRODUCT.start());
    command.addAll(List.of(
        // One that starts removes the temporary files of all that share the directory.
        "--tmpdir=" + directory,
        // Relative to the data: the path of a socket must be short.
        "--socket=socket",
        "--bind-address=127.0.0.1",
        "--port=" + port,
        "--innodb-buffer-pool-size=256M",
        "--max-allowed-packet=64M",
        "--innodb-flush-log-at-trx-commit=1"));
    command.addAll(options);
    var started = EngineProcess.start(directory.resolve("server-" + starts + ".log"), command);
    started.awaitSaying("ready for connections");
    startedAt = System.nanoTime();
    return started;
  }

  /// A command of the product, over the files of this server.
  private List<String> own(List<String> command) {
    var own = new ArrayList<>(command);
    own.add("--user=" + System.getProperty("user.name"));
    own.add("--datadir=" + data());
    return own;
  }

  private Path data() {
    return directory.resolve("data");
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

  /// Has the server hang: it takes connections, and answers nothing.
  public void freeze() {
    process.freeze();
  }

  /// Has it go on after [#freeze].
  public void wake() {
    process.wake();
  }

  /// Copies all that a killed server has on its disk: a backup, as of that moment.
  public Path backup() {
    var copy = Checkout.directory("database-backup-");
    Folders.copy(data(), copy);
    return copy;
  }

  /// Puts a [#backup] in the place of what a killed server has.
  public void restore(Path backup) {
    Folders.delete(data());
    Folders.copy(backup, data());
  }

  @Override
  public void close() {
    process.close();
  }
}
