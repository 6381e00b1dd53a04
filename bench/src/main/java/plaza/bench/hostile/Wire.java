package plaza.bench.hostile;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// A connection of a hostile caller: bytes as they are, so that it may send what no client would.
final class Wire implements AutoCloseable {
  /// All hostile callers share an address of the loopback network that nobody else has.
  static final String ADDRESS = "127.0.0.66";

  private static final int SILENCE_MILLIS_MAX = 15_000;

  private final Socket socket;
  private final InputStream input;
  private final OutputStream output;

  private Wire(Socket socket) throws IOException {
    this.socket = socket;
    this.input = new BufferedInputStream(socket.getInputStream());
    this.output = socket.getOutputStream();
  }

  static Wire to(String url) throws IOException {
    return to(url, 0);
  }

  /// @param receiveBytes of the socket's buffer; 0: as the system has it
  static Wire to(String url, int receiveBytes) throws IOException {
    var server = URI.create(url);
    var socket = new Socket();
    try {
      if (receiveBytes > 0) {
        socket.setReceiveBufferSize(receiveBytes);
      }
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(SILENCE_MILLIS_MAX);
      socket.bind(new InetSocketAddress(InetAddress.getByName(ADDRESS), 0));
      socket.connect(new InetSocketAddress(server.getHost(), server.getPort()), 5_000);
      return new Wire(socket);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  void send(String text) throws IOException {
    output.write(text.getBytes(StandardCharsets.UTF_8));
    output.flush();
  }

  /// Reads one answer whole.
  ///
  /// @return its status
  int answer() throws IOException {
    var status = Integer.parseInt(line().split(" ", 3)[1]);
    long length = 0;
    for (var header = line(); !header.isEmpty(); header = line()) {
      if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        length = Long.parseLong(header.substring(header.indexOf(':') + 1).strip());
      }
    }
    input.skipNBytes(length);
    return status;
  }

  private String line() throws IOException {
    var line = new StringBuilder();
    for (var read = input.read(); read != '\n'; read = input.read()) {
      if (read < 0) {
        throw new IOException("closed");
      }
      if (read != '\r') {
        line.append((char) read);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
