package plaza.edge.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/// A client that sends what no library would.
final class BareClient {
  private static final int READ_MS_MAX = 20_000;

  private BareClient() {}

  static Socket send(HttpEdge edge, String text) throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), edge.port());
    socket.setSoTimeout(READ_MS_MAX);
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    return socket;
  }

  static String line(Socket client) throws IOException {
    var line = new StringBuilder();
    for (int c = client.getInputStream().read(); c >= 0 && c != '\r'; ) {
      line.append((char) c);
      c = client.getInputStream().read();
    }
    return line.toString();
  }

  /// All that the server says until it closes the connection; a reset ends it too.
  static String everything(Socket client) throws IOException {
    var text = new StringBuilder();
    try {
      for (int c = client.getInputStream().read(); c >= 0; ) {
        text.append((char) c);
        c = client.getInputStream().read();
      }
    } catch (SocketException e) {
      // A reset: it is closed.
    }
    return text.toString().replaceFirst("Retry-After", "retry-after");
  }

  /// Writes `piece` again and again until the server takes no more; all that it said.
  static String flood(HttpEdge edge, String head, String piece) throws IOException {
    try (var client = send(edge, head)) {
      var bytes = piece.getBytes(StandardCharsets.ISO_8859_1);
      try {
        while (client.getInputStream().available() == 0) {
          client.getOutputStream().write(bytes);
        }
      } catch (SocketException e) {
        // It was closed before its answer was seen.
      }
      return everything(client);
    }
  }
}
