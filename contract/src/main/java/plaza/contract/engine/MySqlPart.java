package plaza.contract.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import plaza.launcher.part.MariaDbPart;
import plaza.launcher.part.Part;

/// A MySQL server in the place of a MariaDB one, for tests.
///
/// @param program the server's
/// @param options of the server, beside those that it always has
record MySqlPart(
    String program, Path directory, int port, MariaDbPart.Role role, List<String> options)
    implements Part {

  @Override
  public String name() {
    return "mysql";
  }

  @Override
  public String address() {
    return "127.0.0.1:" + port;
  }

  @Override
  public List<Integer> ports() {
    return List.of(port);
  }

  /// A package of it may name a folder for files that is not there, so it gets none.
  private Stream<String> own() {
    return Stream.of(
        program,
        "--no-defaults",
        "--secure-file-priv=NULL",
        "--user=" + System.getProperty("user.name"),
        "--datadir=" + directory.resolve("data"));
  }

  @Override
  public void prepare(Runner runner) {
    try {
      Files.createDirectories(directory.resolve("tmp"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!Files.exists(directory.resolve("data"))) {
      runner.run(
          directory.resolve("install.log"),
          Stream.concat(own(), Stream.of("--initialize-insecure")).toList());
    }
  }

  @Override
  public List<String> command() {
    var always = Stream.of(
        "--mysqlx=OFF",
        "--loose-innodb-redo-log-capacity=128M",
        "--tmpdir=" + directory.resolve("tmp"),
        "--socket=socket",
        "--bind-address=127.0.0.1",
        "--port=" + port,
        "--innodb-buffer-pool-size=256M",
        "--max-allowed-packet=64M",
        "--innodb-flush-log-at-trx-commit=1");
    return Stream.of(own(), always, replication(), options.stream())
        .flatMap(all -> all)
        .toList();
  }

  /// As it comes, it has a binary log, and brings it to the disk with each commit.
  private Stream<String> replication() {
    var identified = Stream.of("--gtid-mode=ON", "--enforce-gtid-consistency=ON");
    return switch (role) {
      case MariaDbPart.Role.Alone() -> Stream.of();
      case MariaDbPart.Role.Primary() -> Stream.concat(identified, Stream.of("--server-id=1"));
      case MariaDbPart.Role.Replica(var _) ->
        Stream.concat(identified, Stream.of("--server-id=2", "--read-only=1"));
    };
  }

  /// Tests wait for what it says.
  @Override
  public boolean answers() {
    throw new UnsupportedOperationException("not asked");
  }

  @Override
  public void join(Runner runner) {
    if (role instanceof MariaDbPart.Role.Replica(var primaryPort)) {
      var follow = """
          CHANGE REPLICATION SOURCE TO SOURCE_HOST = '127.0.0.1', SOURCE_PORT = %d, SOURCE_USER = 'root',
            SOURCE_CONNECT_RETRY = 1, SOURCE_AUTO_POSITION = 1, GET_SOURCE_PUBLIC_KEY = 1;
          START REPLICA
          """.formatted(primaryPort);
      runner.run(
          directory.resolve("follow.log"), MariaDbPart.client(Checkout.programs(), port, follow));
    }
  }
}
