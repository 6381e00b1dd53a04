package plaza.launcher.part;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;

/// Probes a port of the loopback interface, with a time-out of a few seconds.
final class Probe {
  private static final int CONNECT_MILLIS = 1_000;
  private static final int ANSWER_MILLIS = 5_000;
  private static final int REFUSED = 400;

  private Probe() {}

  /// Whether what is written is answered with these bytes, or with anything when there are none.
  static boolean answers(int port, byte[] question, byte[] beginning) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
      socket.setSoTimeout(ANSWER_MILLIS);
      socket.getOutputStream().write(question);
      var bytes = Math.max(1, beginning.length);
      var answer = socket.getInputStream().readNBytes(bytes);
      return answer.length == bytes
          && (beginning.length == 0 || java.util.Arrays.equals(answer, beginning));
    } catch (IOException e) {
      return false;
    }
  }

  /// Whether an address is answered with a status of success.
  static boolean answers(String url) {
    try {
      var connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
      connection.setConnectTimeout(CONNECT_MILLIS);
      connection.setReadTimeout(ANSWER_MILLIS);
      try {
        return connection.getResponseCode() < REFUSED;
      } finally {
        connection.disconnect();
      }
    } catch (IOException e) {
      return false;
    }
  }
}
