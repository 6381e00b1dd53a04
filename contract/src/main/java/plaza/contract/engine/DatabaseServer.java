package plaza.contract.engine;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import plaza.launcher.part.MariaDbPart;
import plaza.launcher.part.Part;

/// A MariaDB server, or a MySQL one, on a free port of the loopback, with a directory of its own.
public final class DatabaseServer implements AutoCloseable {
  private final Path directory;
  private final int port = FreePort.next();
  private final Part part;
  private int starts;
  private long startedAt;
  private EngineProcess process;

  /// @param options of the server, beside those that it always has
  public DatabaseServer(String... options) {
    this(new MariaDbPart.Role.Alone(), List.of(options), Checkout.directory("database-"));
  }

  private DatabaseServer(MariaDbPart.Role role, List<String> options, Path directory) {
    this.directory = directory;
    this.part = part(role, options);
    part.prepare(EngineProcess::run);
    this.process = started();
    part.join(EngineProcess::run);
  }

  /// MariaDB, unless `TEST_MYSQLD` names the program of a MySQL.
  private Part part(MariaDbPart.Role role, List<String> options) {
    var mysqld = System.getenv("TEST_MYSQLD");
    if (mysqld != null) {
      return new MySqlPart(mysqld, directory, port, role, options);
    }
    var own =
        Stream.concat(Stream.of("--innodb-log-file-size=64M"), options.stream()).toList();
    return new MariaDbPart(Checkout.programs(), "mariadb", directory, port, role, own);
  }

  /// The one of this JVM, which lives as long as it.
  public static DatabaseServer shared() {
    return Shared.SERVER;
  }

  private static final class Shared {
    static final DatabaseServer SERVER = new DatabaseServer();
  }

  /// One with its files on a disk.
  ///
  /// @param disks one, or none: where all others have theirs
  public static DatabaseServer on(List<Path> disks) {
    return disks.isEmpty()
        ? new DatabaseServer()
        : new DatabaseServer(
            new MariaDbPart.Role.Alone(),
            List.of(),
            Checkout.directory(disks.getFirst(), "database-"));
  }

  /// One of its own, that [#follower]s may follow.
  public static DatabaseServer followed() {
    return new DatabaseServer(
        new MariaDbPart.Role.Primary(), List.of(), Checkout.directory("database-"));
  }

  /// A replica of this server, which has had nothing but what is in its binary log.
  public DatabaseServer follower() {
    return new DatabaseServer(
        new MariaDbPart.Role.Replica(port), List.of(), Checkout.directory("database-"));
  }

  /// Runs statements as the administrator.
  public void run(String statements) {
    EngineProcess.run(
        directory.resolve("statements.log"),
        MariaDbPart.client(Checkout.programs(), port, statements));
  }

  private EngineProcess started() {
    starts++;
    var started =
        EngineProcess.start(directory.resolve("server-" + starts + ".log"), part.command());
    started.awaitSaying("ready for connections");
    startedAt = System.nanoTime();
    return started;
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

  /// Has the server stand still: it keeps its connections, and answers nobody.
  public void freeze() {
    process.freeze();
  }

  /// Has it go on after [#freeze].
  public void wake() {
    process.wake();
  }

  /// Starts it again after [#kill].
  public void start() {
    process = started();
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
