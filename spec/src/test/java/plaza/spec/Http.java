package plaza.spec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/// A client that a test speaks through: calls with a base address and, perhaps, a credential.
///
/// @param described whether answers must be as the server's OpenAPI document says ([ApiDocument])
public record Http(String url, String secret, boolean described) {
  public static final ObjectMapper JSON = new ObjectMapper();

  /// What follows a link is no visit of a person if it calls itself a program.
  private static final String BROWSER =
      "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0";

  private static final HttpClient CLIENT = HttpClient.newBuilder()
      .version(HttpClient.Version.HTTP_1_1)
      .connectTimeout(Duration.ofSeconds(10))
      .build();

  /// How long a busy machine may take to index a message, and to settle a change.
  private static final Duration INDEXED_MAX = Duration.ofSeconds(60);

  private static final Duration OUTCOME_MAX = Duration.ofSeconds(60);
  private static final Pattern AWAITED = Pattern.compile("/search\\?.*\\bwait=(\\d{1,18})\\b");
  private static final Pattern NEXT = Pattern.compile("<([^>]*)>; rel=\"next\"");
  private static final Pattern PREV = Pattern.compile("<([^>]*)>; rel=\"prev\"");

  /// A client of a server without a credential.
  static Http of(String url) {
    return new Http(url, "", true);
  }

  /// A client of what is no Plaza, or of something between it and the client that answers, too.
  public static Http ofAnother(String url) {
    return new Http(url, "", false);
  }

  Http as(String secret) {
    return new Http(url, secret, described);
  }

  /// An answer, with its JSON.
  public record Answer(int status, HttpResponse<byte[]> response) {
    public JsonNode json() {
      try {
        return response.body().length == 0
            ? MissingNode.getInstance()
            : JSON.readTree(response.body());
      } catch (IOException e) {
        throw new UncheckedIOException("not JSON: " + text(), e);
      }
    }

    public String text() {
      return new String(response.body(), StandardCharsets.UTF_8);
    }

    public String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    long number() {
      return json().path("number").asLong();
    }

    List<Long> numbers() {
      return json().findValues("number").stream().map(JsonNode::asLong).toList();
    }

    /// The path of the next page, or the empty text.
    public String next() {
      return link(NEXT);
    }

    String prev() {
      return link(PREV);
    }

    private String link(Pattern pattern) {
      var match = pattern.matcher(header("Link"));
      return match.find() ? match.group(1) : "";
    }
  }

  /// A search with `wait=` goes on until the index has what it waits for, however busy the machine
  /// is: the server itself waits for 5 s at most.
  public Answer get(String path, String... headers) {
    var answer = send("GET", path, new byte[0], headers);
    var awaited = AWAITED.matcher(path);
    if (awaited.find()) {
      var deadline = System.nanoTime() + INDEXED_MAX.toNanos();
      while (lacks(answer, Long.parseLong(awaited.group(1))) && System.nanoTime() < deadline) {
        answer = send("GET", path, new byte[0], headers);
      }
    }
    return answer;
  }

  private static boolean lacks(Answer answer, long number) {
    var indexed = answer.header("X-Indexed-Through");
    return answer.status() == 200 && !indexed.isEmpty() && Long.parseLong(indexed) < number;
  }

  public Answer delete(String path, String... headers) {
    return send("DELETE", path, new byte[0], headers);
  }

  public Answer post(String path, String json, String... headers) {
    return send("POST", path, json.getBytes(StandardCharsets.UTF_8), with(headers));
  }

  public Answer patch(String path, String json, String... headers) {
    return send("PATCH", path, json.getBytes(StandardCharsets.UTF_8), with(headers));
  }

  /// Creates something exactly once, however long a busy machine takes: the call is repeated with
  /// its key while its outcome is unknown.
  Answer postOnce(String path, String json) {
    var key = UUID.randomUUID().toString();
    var deadline = System.nanoTime() + OUTCOME_MAX.toNanos();
    var answer = post(path, json, "Idempotency-Key", key);
    while (answer.status() == 503 && System.nanoTime() < deadline) {
      answer = post(path, json, "Idempotency-Key", key);
    }
    return answer;
  }

  private static String[] with(String... headers) {
    if (List.of(headers).contains("Content-Type")) {
      return headers;
    }
    var all = new String[headers.length + 2];
    System.arraycopy(headers, 0, all, 0, headers.length);
    all[headers.length] = "Content-Type";
    all[headers.length + 1] = "application/json";
    return all;
  }

  /// @throws AssertionError the answer is not as the server's OpenAPI document says
  Answer send(String method, String path, byte[] body, String... headers) {
    var answer = exchange(method, path, body, headers);
    if (described) {
      ApiDocument.check(this, method, path, answer);
    }
    return answer;
  }

  /// As [#send], whatever the answer is like.
  Answer exchange(String method, String path, byte[] body, String... headers) {
    var request = HttpRequest.newBuilder(URI.create(url + path))
        .timeout(Duration.ofSeconds(30))
        .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
    if (!secret.isEmpty()) {
      request.header("Authorization", "Bearer " + secret);
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    if (!List.of(headers).contains("User-Agent")) {
      request.header("User-Agent", BROWSER);
    }
    try {
      var response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      return new Answer(response.statusCode(), response);
    } catch (IOException e) {
      throw new UncheckedIOException(method + " " + path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// Makes an application and returns its path.
  String application() {
    return "/api/v1/applications/"
        + post("/api/v1/applications", "{\"name\":\"Test\"}")
            .json()
            .path("token")
            .asText();
  }

  /// Makes an application and a chat in it, and returns the chat's path.
  String chat() {
    return chatIn(application());
  }

  String chatIn(String application) {
    return application + "/chats/" + post(application + "/chats", "").number();
  }

  public static String message(String body) {
    return json(JSON.createObjectNode().put("body", body));
  }

  public static String json(ObjectNode node) {
    try {
      return JSON.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
