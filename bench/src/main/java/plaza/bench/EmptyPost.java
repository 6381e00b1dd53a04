package plaza.bench;

import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import plaza.edge.http.Answer;
import plaza.edge.http.HttpEdge;
import plaza.edge.http.Limits;
import plaza.edge.http.Problem;

/// The edge with nothing behind it: it reads the body of a POST and answers 201 with as many bytes
/// as a send does. No server on this edge can be faster.
final class EmptyPost {
  private static final int BODY_MAX = 1 << 20;
  private static final byte[] ANSWER = """
      {"number":1000000,"body":"%s","sender":"ann","created_at":"2026-01-01T00:00:00.000Z",\
      "updated_at":"2026-01-01T00:00:00.000Z"}""".formatted("x".repeat(108)).getBytes(StandardCharsets.UTF_8);

  private EmptyPost() {}

  public static void main(String[] args) throws IOException {
    var handler = new HttpEdge.RequestHandler() {
      @Override
      public int bodyMax(String method, String path) {
        return BODY_MAX;
      }

      @Override
      public Answer answer(HttpServerRequest head, byte[] body, String address) {
        return Answer.bytes(201, "application/json", ANSWER);
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
