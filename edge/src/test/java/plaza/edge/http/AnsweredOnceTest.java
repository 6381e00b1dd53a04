package plaza.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Every request is answered once: one whose handling fails, one that is odd, and one whose client
/// has ended its side of the connection.
class AnsweredOnceTest {
  private static final int BODY_MAX = 1_000;

  private HttpEdge edge;

  @BeforeEach
  void start() throws IOException {
    edge = HttpEdge.start("127.0.0.1", 0, Optional.empty(), Limits.DEFAULT, new Handler());
  }

  @AfterEach
  void stop() {
    edge.close();
  }

  /// Fails where the path says so.
  private static final class Handler implements HttpEdge.RequestHandler {
    @Override
    public boolean answersAtOnce(HttpServerRequest head) {
      failAt(head, "/at-once");
      return false;
    }

    @Override
    public HttpEdge.Awaited begin(HttpServerRequest head) {
      failAt(head, "/begin");
      return new HttpEdge.Awaited(
          BODY_MAX,
          _ -> {
            failAt(head, "/admission");
            return head.path().equals("/locked")
                ? Optional.of(Answer.text(401, "text/plain", "who are you?"))
                : Optional.empty();
          },
          (body, _) -> {
            failAt(head, "/handler");
            return answer(head.path(), body);
          });
    }

    private static Answer answer(String path, byte[] body) {
      return switch (path) {
        case "/header" -> Answer.empty(200).with("X-Name", "a\r\nb");
        case "/pieces" -> Answer.pieces("text/plain", pieces());
        default -> Answer.text(200, "text/plain", path + " got " + body.length);
      };
    }

    private static Iterator<byte[]> pieces() {
      return List.of(
              "one ".getBytes(StandardCharsets.UTF_8), "two".getBytes(StandardCharsets.UTF_8))
          .iterator();
    }

    private static void failAt(HttpServerRequest head, String path) {
      if (head.path().equals(path)) {
        deeper();
      }
    }

    /// Overflows the stack.
    @SuppressWarnings("InfiniteRecursion")
    private static int deeper() {
      return 1 + deeper();
    }

    @Override
    public Answer refused(Problem problem) {
      return problem.answer();
    }
  }

  private String everything(String request) throws IOException {
    try (var client = BareClient.send(edge, request)) {
      return BareClient.everything(client);
    }
  }

  private static String post(String path, String body) {
    return "POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: " + body.length() + "\r\n\r\n"
        + body;
  }

  @Test
  void a_request_whose_handling_throws_an_error_is_answered_wherever_that_happens()
      throws IOException {
    for (var path : List.of("/at-once", "/begin", "/admission", "/handler", "/header")) {
      var said = everything(post(path, "body"));

      assertThat(said).as(path).startsWith("HTTP/1.1 500 ").contains("Internal error");
      assertThat(said.indexOf("HTTP/1.1", 1)).as(path).isEqualTo(-1);
    }
    assertThat(edge.inFlight()).isZero();
  }

  @Test
  void a_control_character_in_the_request_line_is_a_400() throws IOException {
    for (var target : List.of("/x?a=\u0001", "/x?\u007f", "/\u001b[0m", "/x?a\u0000b", "/x?\ta")) {
      assertThat(everything("GET " + target + " HTTP/1.1\r\nHost: x\r\n\r\n"))
          .as("U+%04X", (int) target.charAt(target.length() - 1))
          .matches("(?s)HTTP/1\\.[01] 400 .*");
    }
  }

  @Test
  void a_request_is_refused_by_its_head_before_its_body_is_asked_for() throws IOException {
    var head = "POST /locked HTTP/1.1\r\nHost: x\r\nContent-Length: 900\r\n";

    assertThat(firstLine(head + "\r\n")).startsWith("HTTP/1.1 401 ");
    assertThat(firstLine(head + "Expect: 100-continue\r\n\r\n")).startsWith("HTTP/1.1 401 ");
    assertThat(firstLine("POST /locked HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"))
        .startsWith("HTTP/1.1 401 ");
    assertThat(firstLine(post("/locked", "all of it"))).startsWith("HTTP/1.1 401 ");
  }

  private String firstLine(String request) throws IOException {
    try (var client = BareClient.send(edge, request)) {
      return BareClient.line(client);
    }
  }

  private String afterHalfClose(String requests) throws IOException {
    try (Socket client = BareClient.send(edge, requests)) {
      client.shutdownOutput();
      return BareClient.everything(client);
    }
  }

  @Test
  void a_client_that_ends_its_side_behind_its_request_is_answered() throws IOException {
    assertThat(afterHalfClose("GET /a HTTP/1.1\r\nHost: x\r\n\r\n"))
        .startsWith("HTTP/1.1 200 ")
        .endsWith("/a got 0");
    assertThat(afterHalfClose(post("/b", "body"))).startsWith("HTTP/1.1 200 ").endsWith("/b got 4");
    assertThat(afterHalfClose(post("/locked", "body"))).startsWith("HTTP/1.1 401 ");
    assertThat(afterHalfClose("GET /pieces HTTP/1.1\r\nHost: x\r\n\r\n"))
        .endsWith("3\r\ntwo\r\n0\r\n\r\n");
    assertThat(afterHalfClose(post("/handler", "body"))).startsWith("HTTP/1.1 500 ");
  }

  @Test
  void all_requests_before_the_end_of_the_clients_side_are_answered() throws IOException {
    var requests = "GET /a HTTP/1.1\r\nHost: x\r\n\r\n" + post("/b", "bb") + post("/c", "ccc");

    assertThat(afterHalfClose(requests)).containsSubsequence("/a got 0", "/b got 2", "/c got 3");
  }

  @Test
  void a_body_that_ends_too_early_is_a_400() throws IOException {
    var half = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nhalf";
    var chunk = "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n";

    assertThat(afterHalfClose(half)).startsWith("HTTP/1.1 400 ").contains("ended before");
    assertThat(afterHalfClose(chunk)).startsWith("HTTP/1.1 400 ").contains("ended before");
    assertThat(afterHalfClose("GET / HTTP/1.1\r\nHo")).startsWith("HTTP/1.1 400 ");
    assertThat(afterHalfClose("")).isEmpty();
  }
}
