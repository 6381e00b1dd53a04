package plaza.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import plaza.launcher.part.Part;

/// A part that is a shell script. It writes a line into `starts` each time it is started, and its
/// answer is good no matter who gives it.
record FakePart(String name, Path directory, int port, String script) implements Part {
  /// A web server of the JDK, which the script's shell waits for.
  static final String SERVER =
      "\"$JAVA\" -Xmx32m -m jdk.httpserver -b 127.0.0.1 -p $PORT > served 2>&1 & wait $!";

  static FakePart server(Path directory) {
    return new FakePart("fake", directory, freePort(), SERVER);
  }

  static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String address() {
    return "127.0.0.1:" + port;
  }

  @Override
  public List<Integer> ports() {
    return List.of(port);
  }

  @Override
  public void prepare(Runner runner) {}

  @Override
  public List<String> command() {
    var java = Path.of(System.getProperty("java.home"), "bin", "java");
    return List.of(
        "sh", "-c", "JAVA=" + java + " PORT=" + port + "; echo started >> starts; " + script);
  }

  @Override
  public boolean answers() {
    return true;
  }

  long starts() throws IOException {
    try (var lines = Files.lines(directory.resolve("starts"))) {
      return lines.count();
    }
  }
}
