package plaza.cluster.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import plaza.core.chat.SearchException;

/// Calls of OpenSearch's REST interface. What is asked twice does no harm here, so a node that
/// does not answer is left for the next one.
final class OpenSearchRest implements AutoCloseable {
  static final ObjectMapper JSON = new ObjectMapper();

  private static final Duration CONNECT_MAX = Duration.ofSeconds(2);
  private static final int NOT_FOUND = 404;

  private final OpenSearchAddress address;
  private final HttpClient http = HttpClient.newBuilder()
      .version(HttpClient.Version.HTTP_1_1)
      .connectTimeout(CONNECT_MAX)
      .build();

  /// Which node is asked first: the one that answered last.
  private final AtomicInteger first = new AtomicInteger();

  OpenSearchRest(OpenSearchAddress address) {
    this.address = address;
  }

  /// What is asked for.
  ///
  /// @param body empty when there is none
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Call(String method, String path, byte[] body, Duration atMost) {
    static final Duration ANSWER_MAX = Duration.ofSeconds(10);

    Call(String method, String path) {
      this(method, path, new byte[0], ANSWER_MAX);
    }

    Call(String method, String path, JsonNode body) {
      this(method, path, body.toString().getBytes(StandardCharsets.UTF_8), ANSWER_MAX);
    }

    Call patient(Duration longer) {
      return new Call(method, path, body, longer);
    }
  }

  record Answer(int status, JsonNode json) {
    boolean ok() {
      return status / 100 == 2;
    }

    boolean missing() {
      return status == NOT_FOUND;
    }

    /// What kind of error it is: the full reason may quote text that is private.
    String error() {
      return "status " + status + " " + json.path("error").path("type").asText();
    }
  }

  /// The answer, which must be a good one.
  JsonNode get(String doing, Call call) {
    var answer = ask(doing, call);
    if (!answer.ok()) {
      throw failed(doing, answer);
    }
    return answer.json();
  }

  static SearchException failed(String doing, Answer answer) {
    return failed(doing, new IOException(answer.error()));
  }

  /// Failures to connect have no words of their own.
  private static SearchException failed(String doing, IOException cause) {
    var why = cause.getMessage() == null ? "it can't be reached" : cause.getMessage();
    return new SearchException(doing + ": the search index failed: " + why, cause);
  }

  /// No answer came in time.
  static final class TimeoutException extends SearchException {
    private static final long serialVersionUID = 1;

    private TimeoutException(String doing, IOException cause) {
      super(doing + ": the search index did not answer in time", cause);
    }
  }

  Answer ask(String doing, Call call) {
    var nodes = address.nodes();
    var from = first.get();
    var failure = new IOException("no address");
    // Once more than there are nodes: one may have closed a connection that was kept.
    for (int i = 0; i <= nodes.size(); i++) {
      var node = (from + i) % nodes.size();
      try {
        var answer = ask(nodes.get(node), call);
        first.set(node);
        return answer;
      } catch (HttpTimeoutException e) {
        // The next call asks another node: this one may hang.
        first.compareAndSet(node, (node + 1) % nodes.size());
        throw new TimeoutException(doing, e);
      } catch (IOException e) {
        failure = e;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new SearchException(doing + ": interrupted", e);
      }
    }
    throw failed(doing, failure);
  }

  private Answer ask(URI node, Call call) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(node.resolve(call.path()))
        .timeout(call.atMost())
        .header("Content-Type", "application/json")
        .method(
            call.method(),
            call.body().length == 0
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofByteArray(call.body()));
    if (!address.authorization().isEmpty()) {
      request.header("Authorization", address.authorization());
    }
    var response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    return new Answer(response.statusCode(), JSON.readTree(response.body()));
  }

  @Override
  public void close() {
    http.shutdownNow();
    http.close();
  }
}
