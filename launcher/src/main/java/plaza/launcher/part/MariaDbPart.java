package plaza.launcher.part;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import plaza.launcher.process.Programs;

/// A MariaDB server whose administrator has no password.
///
/// @param name its folder's
/// @param options of the server, beside those of its configuration
public record MariaDbPart(
    Programs programs, String name, Path directory, int port, Role role, List<String> options)
    implements Part {

  /// What it is in a replication.
  public sealed interface Role {
    /// Nothing.
    record Alone() implements Role {}

    /// It is followed.
    record Primary() implements Role {}

    /// It follows the server at a port of the loopback, from the first word of its binary log on.
    record Replica(int primaryPort) implements Role {}
  }

  private static final List<String> BINARY_LOG =
      List.of("log_bin", "binlog_format", "sync_binlog", "binlog_expire_logs_seconds");

  @Override
  public String address() {
    return "127.0.0.1:" + port;
  }

  @Override
  public List<Integer> ports() {
    return List.of(port);
  }

  /// Where its rows are.
  public Path data() {
    return directory.resolve("data");
  }

  private Path configuration() {
    return directory.resolve("mariadb.cnf");
  }

  @Override
  public void prepare(Runner runner) {
    template().writeOnce(configuration());
    try {
      // One that starts removes the temporary files of all that share the directory.
      Files.createDirectories(directory.resolve("tmp"));
      var made = directory.resolve("made");
      if (!Files.exists(made)) {
        Folders.delete(data());
        runner.run(directory.resolve("install.log"), install());
        Files.createFile(made);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Template template() {
    var template = Template.of(programs.example("mariadb.cnf"))
        .set("bind_address", "127.0.0.1")
        .set("port", port)
        .set("innodb_buffer_pool_size", "256M")
        .set("innodb_log_file_size", "128M");
    switch (role) {
      case Role.Alone() -> BINARY_LOG.forEach(template::without);
      case Role.Primary() -> {}
      case Role.Replica(var _) -> {
        BINARY_LOG.forEach(template::without);
        template
            .set("server_id", 2)
            .set("read_only", "ON")
            .set("innodb_flush_log_at_trx_commit", 2);
      }
    }
    return template;
  }

  private List<String> install() {
    return List.of(
        programs.installed("mariadb-install-db").toString(),
        "--no-defaults",
        "--auth-root-authentication-method=normal",
        "--skip-test-db",
        "--skip-name-resolve",
        user(),
        "--datadir=" + data());
  }

  private static String user() {
    return "--user=" + System.getProperty("user.name");
  }

  @Override
  public List<String> command() {
    return Stream.concat(
            Stream.of(
                programs.installed("mariadbd").toString(),
                "--defaults-file=" + configuration(),
                user(),
                "--datadir=" + data(),
                "--tmpdir=" + directory.resolve("tmp"),
                // Relative to the data: the path of a socket must be short.
                "--socket=socket"),
            options.stream())
        .toList();
  }

  /// A command that has a server at a port of the loopback carry out statements as its
  /// administrator.
  public static List<String> client(Programs programs, int port, String statements) {
    return List.of(
        programs.installed("mariadb").toString(),
        "--no-defaults",
        "--host=127.0.0.1",
        "--port=" + port,
        "--user=root",
        "--execute=" + statements);
  }

  /// The server speaks first.
  @Override
  public boolean answers() {
    return Probe.answers(port, new byte[0], new byte[0]);
  }

  /// Begins where its primary began; done once.
  @Override
  public void join(Runner runner) {
    var following = directory.resolve("following");
    if (!(role instanceof Role.Replica(var primaryPort)) || Files.exists(following)) {
      return;
    }
    runner.run(directory.resolve("follow.log"), client(programs, port, """
        SET GLOBAL gtid_slave_pos = '';
        CHANGE MASTER TO MASTER_HOST = '127.0.0.1', MASTER_PORT = %d, MASTER_USER = 'root',
          MASTER_CONNECT_RETRY = 1, MASTER_USE_GTID = slave_pos;
        START REPLICA
        """.formatted(primaryPort)));
    try {
      Files.createFile(following);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
