package plaza.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A client takes no room of the others, whatever it announces, sends, asks for or leaves unread.
class FairnessTest {
  private static final String ANN = "192.0.2.1";
  private static final String MALLORY = "198.51.100.1";
  private static final int BODY_MAX = 1 << 20;
  private static final long BYTES_MAX = 4 << 20;
  private static final int LONG_ANSWER = 8 << 20;
  private static final long BYTES_FOR_LONG = 64 << 20;

  /// Has a permit for each long answer that was made.
  private final Semaphore made = new Semaphore(0);

  private final CountDownLatch going = new CountDownLatch(1);
  private final List<Socket> clients = new ArrayList<>();
  private HttpEdge edge;

  @BeforeEach
  void start() throws IOException {
    start(Duration.ofSeconds(20), BYTES_MAX);
  }

  private void start(Duration arrival, long bytes) throws IOException {
    var limits =
        new Limits(8 << 10, 16 << 10, arrival, Duration.ofSeconds(60), 1_000, 30, bytes, 64 << 20);
    edge = HttpEdge.start("127.0.0.1", 0, Optional.empty(), limits, new Handler());
  }

  @AfterEach
  void stop() throws IOException {
    going.countDown();
    for (var client : clients) {
      client.close();
    }
    edge.close();
  }

  /// Takes the header `X-Client` for the client's address.
  private final class Handler implements HttpEdge.RequestHandler {
    @Override
    public Optional<Answer> onLoop(HttpServerRequest head) {
      return head.path().equals("/health")
          ? Optional.of(Answer.text(200, "text/plain", "ok"))
          : Optional.empty();
    }

    @Override
    public long delayNanos(HttpServerRequest head) {
      return head.path().equals("/late") ? Duration.ofMillis(20).toNanos() : 0;
    }

    @Override
    public HttpEdge.Awaited begin(HttpServerRequest head) {
      return new HttpEdge.Awaited(BODY_MAX, (body, _) -> answer(head.path(), body));
    }

    private Answer answer(String path, byte[] body) {
      if (path.equals("/wait")) {
        await();
      }
      made.release(path.equals("/long") ? 1 : 0);
      return path.equals("/long")
          ? Answer.bytes(200, "text/plain", new byte[LONG_ANSWER])
          : Answer.text(200, "text/plain", "got " + body.length);
    }

    private void await() {
      try {
        going.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public ClientAddress client(HttpServerRequest head) {
      return ClientAddress.literal(String.valueOf(head.getHeader("X-Client")))
          .orElse(ClientAddress.UNKNOWN);
    }

    @Override
    public boolean isOperators(HttpServerRequest head) {
      return head.path().equals("/ready");
    }

    @Override
    public Answer refused(Problem problem) {
      return problem.answer();
    }
  }

  /// With a small buffer, so that what is not read waits in the server.
  private Socket send(String client, String request) throws IOException {
    var socket = new Socket();
    socket.setReceiveBufferSize(4 << 10);
    socket.setSoTimeout(20_000);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), edge.port()));
    clients.add(socket);
    socket
        .getOutputStream()
        .write((request + "X-Client: " + client + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static String get(String path) {
    return "GET " + path + " HTTP/1.1\r\nHost: x\r\n";
  }

  private static String announced(int length) {
    return "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: " + length + "\r\n";
  }

  private void assertServed(String client, String path) throws IOException {
    assertThat(BareClient.line(send(client, get(path)))).isEqualTo("HTTP/1.1 200 OK");
  }

  /// Until the server has no room for another request of this client.
  private void fillUp(String client, String request) throws IOException {
    String line;
    do {
      send(client, request);
      line = BareClient.line(send(client, get("/")));
    } while (!line.contains(" 503 "));
  }

  @Test
  void who_only_announces_bodies_takes_no_room_for_them() throws IOException {
    // Their announced bytes, as they weigh, would fill the server ten times.
    for (int i = 0; i < 10; i++) {
      send(MALLORY, announced(BODY_MAX - 512));
    }

    assertServed(ANN, "/");
    assertServed(ANN, "/health");
  }

  @Test
  void who_has_many_requests_under_way_leaves_room_for_others() throws IOException {
    fillUp(MALLORY, get("/wait"));

    assertServed(ANN, "/");
    assertServed(MALLORY, "/health");
    assertServed(MALLORY, "/ready");
  }

  @Test
  void who_sends_many_bodies_without_their_ends_leaves_room_for_others() throws IOException {
    var piece = new byte[BODY_MAX / 2];
    for (int i = 0; i < 5; i++) {
      var client = send(MALLORY, announced(BODY_MAX / 2 + 1));
      try {
        client.getOutputStream().write(piece);
      } catch (SocketException e) {
        // It was refused.
      }
    }

    assertServed(ANN, "/");
    var body = "x".repeat(1_000);
    var posted = BareClient.send(
        edge,
        "POST / HTTP/1.1\r\nHost: x\r\nX-Client: 192.0.2.1\r\nContent-Length: 1000\r\n\r\n" + body);
    clients.add(posted);
    assertThat(BareClient.line(posted)).isEqualTo("HTTP/1.1 200 OK");
  }

  @Test
  void what_a_client_leaves_unread_fills_its_own_share_only() throws IOException {
    edge.close();
    start(Duration.ofSeconds(20), BYTES_FOR_LONG);

    String line;
    do {
      line = BareClient.line(send(MALLORY, get("/long")));
    } while (!line.contains(" 503 "));

    assertServed(ANN, "/");
    assertServed(MALLORY, "/health");
  }

  @Test
  void a_request_that_is_delayed_is_answered_whole_and_before_the_next_one() throws IOException {
    var late = "POST /late HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc"
        + "GET /late HTTP/1.1\r\nHost: x\r\n\r\nGET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    try (var client = BareClient.send(edge, late)) {
      assertThat(BareClient.everything(client)).matches("(?s).*got 3.*got 0.*got 0.*");
    }
  }

  @Test
  @Timeout(60)
  void no_answer_is_made_for_a_client_that_has_not_read_the_one_before() throws Exception {
    edge.close();
    start(Duration.ofSeconds(20), 100 * BYTES_FOR_LONG);
    var client = send(MALLORY, get("/long") + "\r\n" + get("/long") + "\r\n" + get("/long"));
    made.acquire();
    assertServed(ANN, "/");

    assertThat(made.tryAcquire(300, TimeUnit.MILLISECONDS)).isFalse();

    client.getInputStream().skipNBytes(3L * LONG_ANSWER);
    made.acquire(2);
  }

  @Test
  @Timeout(60)
  void a_client_that_does_not_read_its_answer_is_cut_off() throws IOException {
    edge.close();
    // There is room for all of it: only time ends it.
    start(Duration.ofSeconds(1), 100 * BYTES_FOR_LONG);

    try (var client = send(MALLORY, get("/long"))) {
      while (true) {
        client.getOutputStream().write("\r\n".getBytes(StandardCharsets.US_ASCII));
      }
    } catch (SocketException e) {
      assertServed(MALLORY, "/");
    }
  }
}
