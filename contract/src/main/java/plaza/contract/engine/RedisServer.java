package plaza.contract.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A Redis on a free port of the loopback that keeps nothing on the disk.
public final class RedisServer implements AutoCloseable {
  /// The program of the server and of its tools is one, which goes by the name that it is called
  /// by.
  private static final Path PROGRAM = Path.of("/usr/bin/redis-check-rdb");

  private final Path directory = EngineProcess.directory("redis-");
  private final int port = EngineProcess.freePort();
  private int starts;
  private EngineProcess process;

  public RedisServer() {
    try {
      Files.createSymbolicLink(directory.resolve("redis-server"), PROGRAM);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.process = started();
  }

  private EngineProcess started() {
    starts++;
    var started = EngineProcess.start(
        directory.resolve("server-" + starts + ".log"),
        List.of(
            directory.resolve("redis-server").toString(),
            "--port",
            String.valueOf(port),
            "--bind",
            "127.0.0.1",
            "--dir",
            directory.toString(),
            "--save",
            "",
            "--appendonly",
            "no"));
    started.awaitSaying("Ready to accept connections");
    return started;
  }

  public String uri() {
    return "redis://127.0.0.1:" + port;
  }

  /// Kills the server as a crash would.
  public void kill() {
    process.close();
  }

  /// Starts it again, empty, after [#kill].
  public void start() {
    process = started();
  }

  @Override
  public void close() {
    process.close();
  }
}
