package plaza.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/// Many requests at one moment.
class FloodSpec {
  private static final int REQUESTS = 10_000;

  @Test
  void ten_thousand_requests_that_wait_at_once_are_all_answered() throws Exception {
    try (var server = PlazaServer.on(PlazaServer.temporary())) {
      var plaza = server.http();
      var chat = plaza.chat();
      plaza.post(chat + "/messages", Http.message("needle"));
      var url = URI.create(server.url());
      var address = new InetSocketAddress(url.getHost(), url.getPort());
      // A message that is not there yet is waited for.
      var request = "GET " + chat + "/messages/search?q=needle&wait=2 HTTP/1.1\r\n"
          + "Host: localhost\r\nConnection: close\r\n\r\n";
      var clients = new ArrayList<SocketChannel>();
      try {
        for (int i = 0; i < REQUESTS; i++) {
          var client = SocketChannel.open(address);
          clients.add(client);
          client.write(StandardCharsets.US_ASCII.encode(request));
        }
        plaza.post(chat + "/messages", Http.message("another needle"));
        var buffer = ByteBuffer.allocate(4_000);
        for (var client : clients) {
          var answer = new StringBuilder();
          while (client.read(buffer.clear()) >= 0) {
            answer.append(StandardCharsets.UTF_8.decode(buffer.flip()));
          }
          assertThat(answer).startsWith("HTTP/1.1 200 ");
        }
      } finally {
        for (var client : clients) {
          client.close();
        }
      }
      assertThat(plaza.get("/ready").status()).isEqualTo(200);
    }
  }
}
