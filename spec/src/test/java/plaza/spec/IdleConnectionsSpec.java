package plaza.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Ten thousand watchers who say nothing cost little.
@Tag("campaign")
class IdleConnectionsSpec {
  private static final int OF_EACH_KIND = 5_000;
  private static final long BYTES_MAX = 12 << 10;
  private static final String HANDSHAKE = String.join(
      "\r\n",
      "Upgrade: websocket",
      "Connection: Upgrade",
      "Sec-WebSocket-Version: 13",
      "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
      "");
  private static final Pattern MEMORY =
      Pattern.compile("(?m)^jvm_(?:memory|buffer_memory)_used_bytes\\{.*} (\\S+)$");

  private final List<SocketChannel> clients = new ArrayList<>();

  private void connect(PlazaServer server, String path, String more, String until)
      throws Exception {
    var url = URI.create(server.url());
    var channel = SocketChannel.open(new InetSocketAddress(url.getHost(), url.getPort()));
    clients.add(channel);
    channel.write(StandardCharsets.US_ASCII.encode(
        "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + more + "\r\n"));
    var got = new StringBuilder();
    var buffer = ByteBuffer.allocate(1_000);
    while (got.indexOf(until) < 0) {
      assertThat(channel.read(buffer.clear())).as("%s", got).isPositive();
      got.append(StandardCharsets.US_ASCII.decode(buffer.flip()));
    }
  }

  /// Bytes of the server's heap, other memory of the JVM and buffers, once the garbage is gone.
  private static long used(PlazaServer server) throws Exception {
    var jcmd = new ProcessBuilder(
            System.getProperty("java.home") + "/bin/jcmd", Long.toString(server.pid()), "GC.run")
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
    assertThat(jcmd.waitFor(60, TimeUnit.SECONDS)).isTrue();
    var metrics = server.http().get("/metrics").text();
    return MEMORY
        .matcher(metrics)
        .results()
        .mapToLong(match -> (long) Double.parseDouble(match.group(1)))
        .sum();
  }

  @Test
  void ten_thousand_watchers_of_a_chat_cost_at_most_twelve_kibibytes_each() throws Exception {
    try (var server = PlazaServer.on(PlazaServer.temporary())) {
      var plaza = server.http();
      var chat = plaza.chat();
      var token = chat.replaceAll(".*/applications/|/chats/.*", "");
      connect(server, chat + "/events", "", "id: ");
      var before = used(server);

      for (int i = 0; i < OF_EACH_KIND; i++) {
        connect(server, chat + "/events", "", "id: ");
        connect(server, "/api/v1/socket?application=" + token, HANDSHAKE, "\r\n\r\n");
      }

      var each = (used(server) - before) / (2 * OF_EACH_KIND);
      System.out.println("an idle connection costs " + each + " bytes");
      assertThat(each).isLessThanOrEqualTo(BYTES_MAX);
      assertThat(plaza.get("/metrics").text())
          .contains("plaza_live_connections{kind=\"stream\"} 5001.0");
    } finally {
      for (var client : clients) {
        client.close();
      }
    }
  }
}
