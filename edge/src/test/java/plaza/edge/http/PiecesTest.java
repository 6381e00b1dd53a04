package plaza.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Answers that are sent piece by piece, on bare sockets.
class PiecesTest {
  private static final int PIECE_BYTES = 64 << 10;
  private static final String LAST_CHUNK = "\r\n0\r\n\r\n";

  private final AtomicInteger taken = new AtomicInteger();
  private HttpEdge edge;

  @BeforeEach
  void start() throws IOException {
    edge = HttpEdge.start("127.0.0.1", 0, Optional.empty(), Limits.DEFAULT, new Answering());
  }

  @AfterEach
  void stop() {
    edge.close();
  }

  private final class Answering implements HttpEdge.RequestHandler {
    @Override
    public HttpEdge.Awaited begin(HttpServerRequest head) {
      return new HttpEdge.Awaited(0, (_, _) -> Answer.pieces("text/plain", pieces(head.path())));
    }

    @Override
    public Answer refused(Problem problem) {
      return problem.answer();
    }
  }

  private Iterator<byte[]> pieces(String path) {
    return switch (path) {
      case "/three" -> List.of(bytes("one "), new byte[0], bytes("three")).iterator();
      case "/broken" ->
        IntStream.range(0, 2).mapToObj(i -> new byte[1 / (1 - i)]).iterator();
      default ->
        Stream.generate(() -> {
              taken.incrementAndGet();
              return new byte[PIECE_BYTES];
            })
            .iterator();
    };
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private String everything(String request) throws IOException {
    try (var client =
        BareClient.send(edge, request + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")) {
      return BareClient.everything(client);
    }
  }

  @Test
  void all_pieces_come_in_their_order() throws IOException {
    assertThat(everything("GET /three"))
        .startsWith("HTTP/1.1 200 OK")
        .endsWith("4\r\none \r\n5\r\nthree" + LAST_CHUNK);
    assertThat(everything("HEAD /three")).endsWith("\r\n\r\n");
  }

  @Test
  void an_answer_whose_piece_can_not_be_made_does_not_look_whole() throws IOException {
    assertThat(everything("GET /broken")).startsWith("HTTP/1.1 200 OK").doesNotEndWith(LAST_CHUNK);
  }

  @Test
  void pieces_are_made_as_the_client_takes_them() throws IOException {
    try (var client = BareClient.send(edge, "GET /endless HTTP/1.1\r\nHost: x\r\n\r\n")) {
      var read = client.getInputStream().readNBytes(100 * PIECE_BYTES);

      // What is on the way fits into the buffers of two sockets.
      assertThat(read).hasSize(100 * PIECE_BYTES);
      assertThat(taken.get()).isBetween(99, 100 + (16 << 20) / PIECE_BYTES);
    }
  }
}
