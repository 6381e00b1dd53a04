package plaza.bench.peer;

import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import plaza.edge.http.Answer;
import plaza.edge.http.HttpEdge;
import plaza.edge.http.Limits;
import plaza.edge.http.Problem;

/// The edge with nothing behind it: it reads the body of a POST, and a virtual thread answers 201
/// with the head and as many bytes as a send does. No server on this edge can be faster.
public final class EmptyPost {
  private static final int BODY_MAX = 1 << 20;
  private static final byte[] BODY =
      """
      {"number":1000000,"body":"%s","sender":"ann","created_at":"2026-01-01T00:00:00.000Z",\
      "updated_at":"2026-01-01T00:00:00.000Z"}""".formatted("x".repeat(118)).getBytes(StandardCharsets.UTF_8);

  private static final Answer ANSWER = Answer.bytes(201, "application/json", BODY)
      .with("Location", "/api/v1/applications/" + "0".repeat(32) + "/chats/1000/messages/1000000")
      .with("ETag", "\"0123456789abcdef\"")
      .with("X-Request-Id", "0123456789abcdef")
      .with("X-Content-Type-Options", "nosniff")
      .with("Referrer-Policy", "no-referrer")
      .with("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
      .with("Cache-Control", "private, no-cache");

  private EmptyPost() {}

  public static void main(String[] args) throws IOException {
    var handler = new HttpEdge.RequestHandler() {
      @Override
      public HttpEdge.Awaited begin(HttpServerRequest head) {
        return new HttpEdge.Awaited(BODY_MAX, (_, _) -> ANSWER);
      }

      @Override
      public Answer refused(Problem problem) {
        return Answer.empty(503);
      }
    };
    var edge = HttpEdge.start("127.0.0.1", 0, Optional.empty(), Limits.DEFAULT, handler);
    System.out.println("ready at http://127.0.0.1:" + edge.port());
  }
}
