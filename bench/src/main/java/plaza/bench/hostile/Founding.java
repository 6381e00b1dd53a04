package plaza.bench.hostile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Collections;

/// Makes applications with what is asked of them later.
///
/// @param operator the operator's key
record Founding(String url, String operator) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final int WORDS = 1_000;
  private static final int WORD_LETTERS = 250;
  private static final int LONG_TEXTS = 300;
  private static final int TEXT_LETTERS = 4_000;

  /// An application, with a chat of ordinary messages, a chat of long ones and two links.
  Site site(String name) throws IOException, InterruptedException {
    var made = call("POST", "/api/v1/applications", operator, "{\"name\":\"" + name + "\"}");
    var key = made.path("secret").asText();
    var quiet = chat(key);
    fill(key, quiet, 500, "what is said in a chat is about so long, and is found by its words");
    var letters = chat(key);
    fill(key, letters, LONG_TEXTS, "a".repeat(TEXT_LETTERS));
    return new Site(url, key, quiet, letters, link(key), ruled(link(key), key));
  }

  /// Has the application refuse the most and longest words that it may.
  void forbidWords(Site site, String token) throws IOException, InterruptedException {
    var words = JSON.createArrayNode();
    for (int i = 0; i < WORDS; i++) {
      var end = "%04d".formatted(i);
      words.add("a".repeat(WORD_LETTERS - end.length()) + end);
    }
    var settings = JSON.createObjectNode();
    settings.set("forbidden_words", words);
    var _ = call("PATCH", "/api/v1/applications/" + token, site.key(), settings.toString());
  }

  /// The public token of the application with this name.
  String token(String name) throws IOException, InterruptedException {
    for (var application : call("GET", "/api/v1/applications", operator, "")) {
      if (application.path("name").asText().equals(name)) {
        return application.path("token").asText();
      }
    }
    throw new IOException("no application " + name);
  }

  private String chat(String key) throws IOException, InterruptedException {
    return "/api/v1/chats/"
        + call("POST", "/api/v1/chats", key, "{}").path("number").asText();
  }

  private void fill(String key, String chat, int messages, String text)
      throws IOException, InterruptedException {
    for (int i = 0; i < messages; i += 100) {
      var bulk = JSON.createObjectNode();
      var items = bulk.putArray("messages");
      Collections.nCopies(100, text).forEach(body -> items.addObject().put("body", body));
      var _ = call("POST", chat + "/messages/bulk", key, bulk.toString());
    }
  }

  private String link(String key) throws IOException, InterruptedException {
    var made = call("POST", "/shorten", key, "{\"url\":\"https://example.com/somewhere\"}");
    return made.path("code").asText();
  }

  private String ruled(String code, String key) throws IOException, InterruptedException {
    var rules = """
        {"redirectRules":[{"longUrl":"https://example.com/phones","conditions":
        [{"type":"browser","matchValue":"firefox","matchKey":null}]}]}""";
    var _ = call("POST", "/rest/v3/short-urls/" + code + "/redirect-rules", key, rules);
    return code;
  }

  private JsonNode call(String method, String path, String key, String body)
      throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(url + path))
        .header("Authorization", "Bearer " + key)
        .header("X-Api-Key", key)
        .header("Content-Type", "application/json")
        .method(method, HttpRequest.BodyPublishers.ofString(body))
        .build();
    var answer = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() >= 300) {
      throw new IOException(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
    }
    return JSON.readTree(answer.body());
  }
}
