package plaza.contract.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A Redis Sentinel, alone, which knows where the primary is, and makes a replica the primary when
/// that is gone.
public final class RedisSentinel implements AutoCloseable {
  /// What it calls the primary.
  public static final String NAME = "memory";

  private final Path directory = Checkout.directory("sentinel-");
  private final int port = FreePort.next();
  private final EngineProcess process;

  public RedisSentinel(RedisServer primary) {
    try {
      Files.writeString(
          directory.resolve("sentinel.conf"), """
          port %d
          bind 127.0.0.1
          dir %s
          sentinel monitor %s 127.0.0.1 %d 1
          sentinel down-after-milliseconds %3$s 500
          sentinel failover-timeout %3$s 3000
          """.formatted(port, directory, NAME, primary.port()));
      Files.createSymbolicLink(
          directory.resolve("redis-sentinel"), Checkout.programs().installed("redis-check-rdb"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    process = EngineProcess.start(
        directory.resolve("log"),
        List.of(
            directory.resolve("redis-sentinel").toString(),
            directory.resolve("sentinel.conf").toString()));
    process.awaitSaying("+monitor master");
  }

  public String uri() {
    return "redis-sentinel://127.0.0.1:" + port + "#" + NAME;
  }

  /// All that it has said.
  public String said() {
    try {
      return Files.readString(directory.resolve("log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.close();
  }
}
