package plaza.server.transfer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/// The public interface as its client sees it: calls with a key are repeated until they are
/// answered.
final class Api {
  /// Keeps no names: those of one line must not be a cost of the next.
  static final JsonMapper JSON = new JsonMapper(JsonFactory.builder()
      .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
      .build());

  /// How often a call is tried before the transfer gives up.
  private static final int TRIES = 10;

  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final Duration PAUSE_MAX = Duration.ofSeconds(5);
  private static final Duration ANSWER_MAX = Duration.ofSeconds(30);

  private final String url;
  private final String secret;
  private final HttpClient client;

  /// Whether the server has ever answered: one that was there may come back.
  private volatile boolean reached;

  /// @param secret sent as the credential; empty: none
  Api(String url, String secret) {
    this.url = url.replaceFirst("/+$", "");
    this.secret = secret;
    this.client = HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(Duration.ofSeconds(5))
        .build();
  }

  /// An answer that is no failure of the connection.
  record Answer(int status, JsonNode json, Optional<String> next) {
    /// The answer when it is as expected.
    Answer expect(int... statuses) {
      for (var expected : statuses) {
        if (status == expected) {
          return this;
        }
      }
      throw new TransferException("the server answered " + status + ": "
          + json.path("detail").asText() + (json.has("errors") ? " " + json.path("errors") : ""));
    }

    /// Whether links of a bulk could not be told about yet.
    private boolean isBusyInPlaces() {
      for (var place : json.path("links")) {
        if (isBusy(place.path("status").asInt())) {
          return true;
        }
      }
      return false;
    }
  }

  Answer get(String path) {
    return call(HttpRequest.newBuilder(URI.create(url + path)).GET());
  }

  Answer post(String path, byte[] json, String key) {
    var request = HttpRequest.newBuilder(URI.create(url + path))
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofByteArray(json));
    if (!key.isEmpty()) {
      request.header("Idempotency-Key", key);
    }
    return call(request);
  }

  Answer delete(String path) {
    return call(HttpRequest.newBuilder(URI.create(url + path)).DELETE());
  }

  private Answer call(HttpRequest.Builder builder) {
    if (!secret.isEmpty()) {
      builder.header("Authorization", "Bearer " + secret);
    }
    var request = builder.timeout(ANSWER_MAX).build();
    var pause = PAUSE;
    for (int attempt = 1; ; attempt++) {
      try {
        var response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        reached = true;
        if (attempt == TRIES || !isBusy(response.statusCode())) {
          var answer = answer(response);
          if (attempt == TRIES || !answer.isBusyInPlaces()) {
            return answer;
          }
        }
      } catch (IOException e) {
        if (!reached && e instanceof ConnectException) {
          throw new TransferException(
              "no server at " + url + ": start one with plaza serve, or give --url or --data");
        }
        if (attempt == TRIES) {
          throw new TransferException(
              "no answer from " + url + " any more: run it again when the server is back");
        }
      } catch (InterruptedException e) {
        throw new TransferException("interrupted");
      }
      pause(pause);
      pause = pause.multipliedBy(2).compareTo(PAUSE_MAX) < 0 ? pause.multipliedBy(2) : PAUSE_MAX;
    }
  }

  private static boolean isBusy(int status) {
    return status == 429 || status == 503;
  }

  private static void pause(Duration pause) {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      throw new TransferException("interrupted");
    }
  }

  private static Answer answer(HttpResponse<byte[]> response) {
    try {
      var json = response.body().length == 0
          ? com.fasterxml.jackson.databind.node.MissingNode.getInstance()
          : JSON.readTree(response.body());
      return new Answer(response.statusCode(), json, next(response));
    } catch (IOException e) {
      throw new TransferException(
          "the server answered " + response.statusCode() + " and no JSON: is it Plaza?");
    }
  }

  private static Optional<String> next(HttpResponse<byte[]> response) {
    return response.headers().firstValue("Link").flatMap(links -> {
      for (var link : links.split(",", -1)) {
        if (link.contains("rel=\"next\"")) {
          return Optional.of(link.substring(link.indexOf('<') + 1, link.indexOf('>')));
        }
      }
      return Optional.empty();
    });
  }
}
