package plaza.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The HTTP server's handling of connections, tested on bare sockets.
class HttpEdgeTest {
  private static final int BODY_MAX = 1_000;
  private static final int CONNECTIONS_MAX = 5;
  private static final int IN_FLIGHT_MAX = 2;
  private static final long BYTES_MAX = 100 * Load.ANSWER_BYTES;
  private static final int BYTES_PER_SECOND = 8 << 20;
  private static final int DRIP_MS = 100;

  private final CountDownLatch going = new CountDownLatch(1);
  private final CountDownLatch waiting = new CountDownLatch(IN_FLIGHT_MAX);
  private HttpEdge edge;

  @BeforeEach
  void start() throws IOException {
    var second = Duration.ofSeconds(1);
    var limits = new Limits(
        8 << 10,
        16 << 10,
        second,
        second.multipliedBy(2),
        CONNECTIONS_MAX,
        // Of as many as one address has the half.
        2 * IN_FLIGHT_MAX,
        BYTES_MAX,
        BYTES_PER_SECOND);
    edge = HttpEdge.start("127.0.0.1", 0, Optional.empty(), limits, new Echo());
  }

  @AfterEach
  void stop() {
    going.countDown();
    edge.close();
  }

  /// Answers with the body that it got; on `/wait`, when it is let go.
  private final class Echo implements HttpEdge.RequestHandler {
    @Override
    public HttpEdge.Awaited begin(HttpServerRequest head) {
      return new HttpEdge.Awaited(BODY_MAX, (body, _) -> answer(head, body));
    }

    private Answer answer(HttpServerRequest head, byte[] body) {
      if (head.path().equals("/wait")) {
        waiting.countDown();
        try {
          going.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
      return Answer.text(200, "text/plain", "got " + body.length);
    }

    @Override
    public Answer refused(Problem problem) {
      return problem.answer();
    }
  }

  @Test
  void a_body_that_does_not_come_in_time_is_a_408() throws IOException {
    try (var client = send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc")) {
      assertThat(BareClient.everything(client)).startsWith("HTTP/1.1 408");
    }
  }

  @Test
  void a_head_that_comes_byte_by_byte_is_cut_off() throws IOException {
    try (var client = send("GET / HTTP/1.1\r\n")) {
      client.setSoTimeout(DRIP_MS);
      while (!closed(client)) {
        client.getOutputStream().write('x');
      }
    } catch (SocketException e) {
      // A reset: it is cut off.
    }
  }

  /// Whether the server has closed the connection within the time between two drips.
  private static boolean closed(Socket client) throws IOException {
    try {
      assertThat(client.getInputStream().read()).isEqualTo(-1);
      return true;
    } catch (SocketTimeoutException e) {
      return false;
    }
  }

  @Test
  void a_chunked_body_is_counted_as_it_comes() throws IOException {
    var chunk = "200\r\n" + "x".repeat(0x200) + "\r\n";
    var head = "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";
    try (var client = send(head + chunk + chunk)) {
      assertThat(BareClient.everything(client)).startsWith("HTTP/1.1 413");
    }
    try (var client = send(head + chunk + "0\r\n\r\n")) {
      assertThat(BareClient.line(client)).isEqualTo("HTTP/1.1 200 OK");
    }
  }

  @Test
  void an_announced_length_is_believed_before_the_body_comes() throws IOException {
    try (var client = send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1001\r\n\r\n")) {
      assertThat(BareClient.everything(client)).startsWith("HTTP/1.1 413");
    }
  }

  @Test
  void a_client_that_asks_first_is_told_to_continue() throws IOException {
    var head = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n";
    try (var client = send(head)) {
      assertThat(BareClient.line(client)).isEqualTo("HTTP/1.1 100 Continue");
    }
  }

  @Test
  void what_is_no_http_is_a_400() throws IOException {
    try (var client = send("\u0000\u0001\u0002 hello\r\n\r\n")) {
      assertThat(BareClient.everything(client)).contains(" 400 Bad Request");
    }
  }

  @Test
  void an_address_has_only_so_many_connections() throws IOException {
    var clients = new Socket[CONNECTIONS_MAX];
    for (int i = 0; i < CONNECTIONS_MAX; i++) {
      clients[i] = send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
      assertThat(BareClient.line(clients[i])).isEqualTo("HTTP/1.1 200 OK");
    }

    try (var oneMore = send("GET / HTTP/1.1\r\nHost: x\r\n\r\n")) {
      assertThat(BareClient.everything(oneMore)).isEmpty();
    }

    for (var client : clients) {
      client.close();
    }
  }

  @Test
  void beyond_so_many_requests_at_once_a_request_is_told_to_come_back() throws Exception {
    try (var first = send("GET /wait HTTP/1.1\r\nHost: x\r\n\r\n");
        var second = send("GET /wait HTTP/1.1\r\nHost: x\r\n\r\n")) {
      waiting.await();

      try (var third = send("GET / HTTP/1.1\r\nHost: x\r\n\r\n")) {
        assertThat(BareClient.everything(third))
            .startsWith("HTTP/1.1 503")
            .contains("retry-after: 1");
      }

      going.countDown();
      assertThat(BareClient.line(first)).isEqualTo("HTTP/1.1 200 OK");
      assertThat(BareClient.line(second)).isEqualTo("HTTP/1.1 200 OK");
    }
  }

  private Socket send(String text) throws IOException {
    return BareClient.send(edge, text);
  }
}
