package plaza.contract.engine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import plaza.launcher.part.RedisPart;

/// A Redis on a free port of the loopback that keeps nothing on the disk.
public final class RedisServer implements AutoCloseable {
  private static final String SNAPSHOT = "dump.rdb";

  private final Path directory = Checkout.directory("redis-");
  private final int port = FreePort.next();
  private final RedisPart part;
  private int starts;
  private EngineProcess process;

  /// @param options of the server, beside those that it always has
  public RedisServer(String... options) {
    this.part = new RedisPart(Checkout.programs(), directory, port, List.of(options));
    part.prepare(EngineProcess::run);
    this.process = started();
  }

  private EngineProcess started() {
    starts++;
    var started =
        EngineProcess.start(directory.resolve("server-" + starts + ".log"), part.command());
    started.awaitSaying("Ready to accept connections");
    return started;
  }

  public int port() {
    return port;
  }

  public String uri() {
    return "redis://127.0.0.1:" + port;
  }

  /// Has the server carry out a command of one line; its answer's first line.
  public String tell(String command) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
      var answer = new BufferedReader(
          new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      return String.valueOf(answer.readLine());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Keeps all that is in it on the disk, of this moment.
  public Path snapshot() {
    var answer = tell("SAVE");
    if (!answer.equals("+OK")) {
      throw new IllegalStateException("Redis did not save: " + answer);
    }
    return directory.resolve(SNAPSHOT);
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

  /// Starts it again, empty, after [#kill].
  public void start() {
    try {
      Files.deleteIfExists(directory.resolve(SNAPSHOT));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    process = started();
  }

  /// Starts it again after [#kill], with what a [#snapshot] holds, no matter whose it is.
  public void startWith(Path snapshot) {
    try {
      var own = directory.resolve(SNAPSHOT);
      if (!snapshot.equals(own)) {
        Files.copy(snapshot, own, StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    process = started();
  }

  @Override
  public void close() {
    process.close();
  }
}
