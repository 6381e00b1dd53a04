package plaza.bench.peer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A server that does nothing but write: a `POST` on a connection has the same bytes written to all
/// others. With it the listeners show how much they can take.
public final class Blast {
  private static final String EVENT =
      "HTTP/1.1 200 OK\r\n\r\nid: 1\nevent: created\ndata: {\"body\":\"~%s\"}\n\n"
          .formatted("x".repeat(180));

  private static final String POSTED = "HTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\n{}";

  private final Set<SocketChannel> listeners = ConcurrentHashMap.newKeySet();

  private Blast() {}

  public static void main(String[] args) throws IOException {
    var server = ServerSocketChannel.open()
        .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 4096);
    var port = ((InetSocketAddress) server.getLocalAddress()).getPort();
    System.out.println("ready at http://127.0.0.1:" + port);
    var blast = new Blast();
    while (true) {
      var channel = server.accept();
      Thread.ofVirtual().start(() -> blast.serve(channel));
    }
  }

  private void serve(SocketChannel channel) {
    var buffer = ByteBuffer.allocate(4096);
    try {
      while (channel.read(buffer.clear()) > 0) {
        if (buffer.get(0) == 'G') {
          listeners.add(channel);
          channel.write(
              ByteBuffer.wrap("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
          continue;
        }
        // Its head may come before its body.
        if (buffer.get(buffer.position() - 1) != '~') {
          continue;
        }
        write();
        channel.write(ByteBuffer.wrap(POSTED.getBytes(StandardCharsets.US_ASCII)));
      }
    } catch (IOException e) {
      // It has gone.
    } finally {
      listeners.remove(channel);
      close(channel);
    }
  }

  private void write() {
    var event = ByteBuffer.wrap(EVENT.getBytes(StandardCharsets.US_ASCII));
    for (var listener : listeners) {
      try {
        listener.write(event.rewind());
      } catch (IOException e) {
        // Anyone who reads from it finds out, too.
      }
    }
  }

  private static void close(SocketChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      // It is gone in any case.
    }
  }
}
