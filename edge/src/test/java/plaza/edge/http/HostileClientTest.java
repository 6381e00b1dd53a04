package plaza.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Hostile clients: slow, endless or ambiguous requests.
class HostileClientTest {
  private static final int BODY_MAX = 1_000;
  private static final int CLIENTS = 200;
  private static final int PIPELINED = 100;
  private static final String CHUNKED =
      "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";

  private HttpEdge edge;

  @BeforeEach
  void start() throws IOException {
    var second = Duration.ofSeconds(1);
    var limits = new Limits(
        8 << 10, 16 << 10, second, second.multipliedBy(2), 1_000, 1_000, 100L << 20, 32 << 10);
    edge = HttpEdge.start("127.0.0.1", 0, Optional.empty(), limits, new Echo());
  }

  @AfterEach
  void stop() {
    edge.close();
  }

  private static final class Echo implements HttpEdge.RequestHandler {
    @Override
    public HttpEdge.Awaited begin(HttpServerRequest head) {
      return new HttpEdge.Awaited(
          BODY_MAX,
          (body, _) -> Answer.text(200, "text/plain", head.path() + " got " + body.length));
    }

    @Override
    public Answer refused(Problem problem) {
      return problem.answer();
    }
  }

  private void assertServes() throws IOException {
    try (var client = BareClient.send(edge, "GET / HTTP/1.1\r\nHost: x\r\n\r\n")) {
      assertThat(BareClient.line(client)).isEqualTo("HTTP/1.1 200 OK");
    }
  }

  @Test
  void many_slow_clients_keep_nobody_waiting_and_are_cut_off() throws IOException {
    var slow = new ArrayList<Socket>();
    for (int i = 0; i < CLIENTS; i++) {
      slow.add(BareClient.send(
          edge,
          i % 2 == 0
              ? "GET / HTTP/1.1\r\nHost: "
              : "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\na"));
    }

    assertServes();
    for (int i = 0; i < CLIENTS; i++) {
      try (var client = slow.get(i)) {
        var said = BareClient.everything(client);
        if (i % 2 == 1) {
          assertThat(said).startsWith("HTTP/1.1 408");
        }
      }
    }
    assertServes();
  }

  /// A byte now and then is no silence.
  @Test
  void a_body_that_drips_is_cut_off() throws Exception {
    var head = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n";
    try (var client = BareClient.send(edge, head)) {
      client.setSoTimeout(50);
      var first = -1;
      while (first < 0) {
        client.getOutputStream().write('x');
        first = firstByte(client);
      }
      client.setSoTimeout(20_000);
      assertThat((char) first + BareClient.everything(client)).startsWith("HTTP/1.1 408");
    }
  }

  private static int firstByte(Socket client) throws IOException {
    try {
      return client.getInputStream().read();
    } catch (java.net.SocketTimeoutException e) {
      return -1;
    }
  }

  @Test
  void heads_without_end_are_refused() throws IOException {
    var head = "GET / HTTP/1.1\r\nHost: x\r\n";

    assertThat(BareClient.flood(edge, "GET /", "aaaaaaaa")).contains(" 414 ");
    assertThat(BareClient.flood(edge, head + "a: ", "bbbbbbbb")).contains(" 431 ");
    assertThat(BareClient.flood(edge, head, "a: b\r\n")).contains(" 431 ");
    assertThat(BareClient.flood(edge, head + "a: b\r\n", " \r\n")).contains(" 4");
    assertServes();
  }

  @Test
  void chunks_that_are_none_or_have_no_end_are_refused() throws IOException {
    for (var size :
        List.of("-1", "FFFFFFFFFFFFFFFF", "7FFFFFFF", "80000000", "zz", "0x5", "5 5", "")) {
      try (var client = BareClient.send(edge, CHUNKED + size + "\r\nhello\r\n0\r\n\r\n")) {
        assertThat(BareClient.everything(client)).as(size).matches("(?s)(HTTP/1\\.1 4.*)?");
      }
    }
    assertThat(BareClient.flood(edge, CHUNKED, "1\r\nx\r\n")).startsWith("HTTP/1.1 413");
    assertThat(BareClient.flood(edge, CHUNKED + "5;", "extension")).doesNotContain("200 OK");
    assertThat(BareClient.flood(edge, CHUNKED + "0\r\n", "trailer: x\r\n"))
        .doesNotContain("200 OK");
    assertServes();
  }

  /// What a proxy in front might read as another request than this server does.
  @Test
  void a_request_of_two_readings_is_refused() throws IOException {
    for (var lines : List.of(
        "Content-Length: 5\r\nTransfer-Encoding: chunked",
        "Content-Length: 5\r\nContent-Length: 6",
        "Content-Length: 5, 6",
        "Content-Length: +5",
        "Content-Length: -5",
        "Transfer-Encoding: xchunked",
        "Transfer-Encoding: chunked, identity",
        "Transfer-Encoding : chunked",
        "Content Length: 5")) {
      var request = "POST / HTTP/1.1\r\nHost: x\r\n" + lines + "\r\n\r\n0\r\n\r\n";
      try (var client = BareClient.send(edge, request)) {
        assertThat(BareClient.everything(client)).as(lines).matches("(?s)HTTP/1\\.1 (4|501).*");
      }
    }
  }

  @Test
  void requests_behind_each_other_are_answered_in_their_order() throws IOException {
    try (var client = BareClient.send(edge, pipelined(PIPELINED))) {
      var said = BareClient.everything(client);

      var at = 0;
      for (int i = 0; i < PIPELINED; i++) {
        at = said.indexOf("/" + i + " got 0", at);
        assertThat(at).as("answer %d in %s", i, said).isPositive();
      }
    }
  }

  /// The connection is closed; what was answered until then was answered in order.
  @Test
  void whoever_sends_requests_without_end_and_reads_nothing_is_cut_off() throws IOException {
    try (var client = BareClient.send(edge, "")) {
      var requests = pipelined(PIPELINED).getBytes(StandardCharsets.US_ASCII);
      while (true) {
        client.getOutputStream().write(requests);
      }
    } catch (SocketException e) {
      assertServes();
    }
  }

  private static String pipelined(int count) {
    var requests = new StringBuilder();
    for (int i = 0; i < count; i++) {
      requests.append("GET /").append(i).append(" HTTP/1.1\r\nHost: x\r\n");
      requests.append(i == count - 1 ? "Connection: close\r\n\r\n" : "\r\n");
    }
    return requests.toString();
  }
}
