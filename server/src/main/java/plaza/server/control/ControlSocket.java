package plaza.server.control;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import plaza.core.pipeline.RepeatedTask;
import plaza.core.pipeline.Supervised;
import plaza.core.pipeline.Worker;

/// The socket in a data directory. A command is a line; each line of the answer begins with what
/// it is: `.` progress, `=` the result, `!` a refusal. The last one ends it.
public final class ControlSocket implements Supervised, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ControlSocket.class);
  private static final String PROGRESS = ". ";
  private static final String RESULT = "= ";
  private static final String REFUSAL = "! ";

  private final Path file;
  private final ServerSocketChannel server;
  private final Control control;
  private final Worker worker = Worker.of(new Accepting());
  private volatile boolean closed;

  private ControlSocket(Path file, ServerSocketChannel server, Control control) {
    this.file = file;
    this.server = server;
    this.control = control;
  }

  /// Listens for commands; empty when the system does not allow it (a path may be too long for a
  /// socket), which costs those commands and nothing else.
  public static Optional<ControlSocket> open(Path file, Control control) {
    try {
      Files.deleteIfExists(file);
      var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      server.bind(UnixDomainSocketAddress.of(file));
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      var socket = new ControlSocket(file, server, control);
      socket.worker.start();
      return Optional.of(socket);
    } catch (IOException | UnsupportedOperationException e) {
      LOG.atWarn()
          .addKeyValue("cause", e)
          .log("commands on this machine can't reach the running server");
      return Optional.empty();
    }
  }

  @Override
  public String name() {
    return worker.name();
  }

  @Override
  public String trouble() {
    return worker.trouble();
  }

  /// Each command has a thread of its own: one that says nothing keeps no other waiting.
  private final class Accepting implements RepeatedTask {
    @Override
    public String name() {
      return "control";
    }

    @Override
    public Duration take(Duration patience) {
      try {
        var client = server.accept();
        Thread.ofVirtual().name("command").start(() -> serve(client));
      } catch (ClosedChannelException e) {
        closed = true;
      } catch (IOException e) {
        throw new UncheckedIOException("accepting a command failed", e);
      }
      return Duration.ZERO;
    }

    @Override
    public boolean over() {
      return closed;
    }
  }

  private void serve(SocketChannel client) {
    try (client) {
      answer(client);
    } catch (IOException | UncheckedIOException e) {
      LOG.atWarn().addKeyValue("cause", e).log("a command was not answered");
    }
  }

  private void answer(SocketChannel client) throws IOException {
    var in = new BufferedReader(
        new InputStreamReader(Channels.newInputStream(client), StandardCharsets.UTF_8));
    var out = new OutputStreamWriter(Channels.newOutputStream(client), StandardCharsets.UTF_8);
    var words = in.readLine();
    if (words == null) {
      return;
    }
    try {
      say(out, RESULT + control.run(words, progress -> say(out, PROGRESS + progress)));
    } catch (Control.Refusal refusal) {
      say(out, REFUSAL + refusal.getMessage());
    } catch (UncheckedIOException gone) {
      throw gone;
    } catch (RuntimeException | Error e) {
      LOG.atError().setCause(e).log("a command failed");
      say(out, REFUSAL + "the server failed: " + e);
    }
  }

  private static void say(Writer out, String line) {
    try {
      out.write(line.replace('\n', ' ') + "\n");
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Has the server of this socket carry a command out; empty when none is running there.
  ///
  /// @throws Control.Refusal the server refuses, or stopped in the middle
  public static Optional<String> ask(Path file, String words, Consumer<String> progress) {
    try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(file))) {
      var out = new OutputStreamWriter(Channels.newOutputStream(channel), StandardCharsets.UTF_8);
      say(out, words);
      var in = new BufferedReader(
          new InputStreamReader(Channels.newInputStream(channel), StandardCharsets.UTF_8));
      for (var line = in.readLine(); line != null; line = in.readLine()) {
        var text = line.substring(PROGRESS.length());
        switch (line.substring(0, PROGRESS.length())) {
          case PROGRESS -> progress.accept(text);
          case RESULT -> {
            return Optional.of(text);
          }
          default -> throw new Control.Refusal(text);
        }
      }
      throw new Control.Refusal("the server stopped before it was done");
    } catch (IOException | UncheckedIOException e) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    try {
      server.close();
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // It is going down either way, and the next start clears it.
    }
  }
}
