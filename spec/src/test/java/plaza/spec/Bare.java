package plaza.spec;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/// Requests that no client library would send.
final class Bare {
  private Bare() {}

  /// Sends these characters, in UTF-8, and returns all that comes until the server closes.
  static String exchange(Http plaza, String request) throws IOException {
    var url = URI.create(plaza.url());
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), url.getPort())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
