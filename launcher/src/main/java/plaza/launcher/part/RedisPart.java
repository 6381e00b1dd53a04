package plaza.launcher.part;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import plaza.launcher.process.Programs;

/// A Redis that keeps nothing on the disk.
///
/// @param options of the server, beside those of its configuration
public record RedisPart(Programs programs, Path directory, int port, List<String> options)
    implements Part {
  private static final byte[] PING = "PING\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] PONG = "+PONG".getBytes(StandardCharsets.US_ASCII);

  @Override
  public String name() {
    return "redis";
  }

  @Override
  public String address() {
    return "127.0.0.1:" + port;
  }

  @Override
  public List<Integer> ports() {
    return List.of(port);
  }

  private Path configuration() {
    return directory.resolve("redis.conf");
  }

  /// The program of the server and of its tools is one, which goes by the name that it is called
  /// by.
  private Path program() {
    return directory.resolve("redis-server");
  }

  @Override
  public void prepare(Runner runner) {
    Template.of(programs.example("redis.conf"))
        .set("bind", "127.0.0.1")
        .set("port", port)
        .set("dir", directory)
        .writeOnce(configuration());
    try {
      Files.deleteIfExists(program());
      Files.createSymbolicLink(program(), programs.installed("redis-check-rdb"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<String> command() {
    return Stream.concat(
            Stream.of(program().toString(), configuration().toString()), options.stream())
        .toList();
  }

  @Override
  public boolean answers() {
    return Probe.answers(port, PING, PONG);
  }
}
