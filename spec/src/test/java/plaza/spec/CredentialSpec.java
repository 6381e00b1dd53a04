package plaza.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every call with every kind of credential. The calls are those of the server's own description;
/// one without a row here fails.
class CredentialSpec {
  private static final Pattern KEY = Pattern.compile("operator key: (\\S+)");
  private static final String OF_TOKEN = "/api/v1/applications/{token}";
  private static final String OF_CHAT = OF_TOKEN + "/chats/{chat}";
  private static final String OF_MESSAGE = OF_CHAT + "/messages/{message}";

  /// Who may make a call.
  private enum Who {
    ANYBODY,
    OPERATOR,
    APPLICATION,
    /// The credential alone says which application it is about.
    ANY_APPLICATION
  }

  private static final Map<String, Who> ROWS = new TreeMap<>();

  private static void row(Who who, String methods, String path) {
    for (var method : methods.split(" ", -1)) {
      ROWS.put(method + " " + path, who);
    }
  }

  static {
    row(Who.ANYBODY, "GET", "/");
    row(Who.ANYBODY, "GET", "/console/{file}");
    row(Who.ANYBODY, "GET", "/health");
    row(Who.ANYBODY, "GET", "/ready");
    row(Who.ANYBODY, "GET", "/openapi.json");
    row(Who.ANYBODY, "GET", "/{code}");
    row(Who.ANYBODY, "GET", "/{code}/qr-code");
    row(Who.ANYBODY, "GET", "/{code}/track");
    row(Who.ANYBODY, "GET", "/robots.txt");
    row(Who.ANY_APPLICATION, "POST", "/shorten");
    row(Who.ANY_APPLICATION, "POST", "/shorten/bulk");
    row(Who.ANY_APPLICATION, "GET", "/{code}/stats");
    row(Who.ANY_APPLICATION, "GET", "/{code}/visits.csv");
    row(Who.ANYBODY, "GET", "/rest/health");
    row(Who.ANYBODY, "GET", "/rest/v3/health");
    row(Who.ANY_APPLICATION, "GET POST", "/rest/v3/short-urls");
    row(Who.ANY_APPLICATION, "GET PATCH DELETE", "/rest/v3/short-urls/{code}");
    row(Who.ANY_APPLICATION, "GET POST", "/rest/v3/short-urls/{code}/redirect-rules");
    row(Who.ANY_APPLICATION, "GET PUT DELETE", "/rest/v3/tags");
    row(Who.ANY_APPLICATION, "GET", "/rest/v3/tags/stats");
    row(Who.ANY_APPLICATION, "GET", "/rest/v3/domains");
    row(Who.ANY_APPLICATION, "GET", "/rest/v3/domains/{domain}/visits");
    row(Who.ANY_APPLICATION, "GET", "/rest/v3/visits");
    row(Who.ANY_APPLICATION, "GET", "/rest/v3/visits/non-orphan");
    row(Who.ANY_APPLICATION, "GET DELETE", "/rest/v3/visits/orphan");
    row(Who.ANY_APPLICATION, "GET DELETE", "/rest/v3/short-urls/{code}/visits");
    row(Who.ANY_APPLICATION, "GET", "/rest/v3/tags/{tag}/visits");
    row(Who.ANY_APPLICATION, "GET", "/rest/v3/mercure-info");
    row(Who.OPERATOR, "GET", "/metrics");
    row(Who.OPERATOR, "GET POST", "/api/v1/applications");
    row(Who.OPERATOR, "GET DELETE", "/api/v1/operator/links/{code}");
    row(Who.OPERATOR, "POST", "/api/v1/operator/links/{code}/restore");
    row(Who.OPERATOR, "GET", "/api/v1/operator/blocked-hosts");
    row(Who.OPERATOR, "PUT DELETE", "/api/v1/operator/blocked-hosts/{host}");
    row(Who.APPLICATION, "GET PATCH PUT DELETE", OF_TOKEN);
    row(Who.APPLICATION, "GET POST", OF_TOKEN + "/keys");
    row(Who.APPLICATION, "DELETE", OF_TOKEN + "/keys/{key}");
    row(Who.APPLICATION, "POST", OF_TOKEN + "/tickets");
    row(Who.APPLICATION, "GET", OF_TOKEN + "/socket");
    row(Who.APPLICATION, "GET", OF_TOKEN + "/messages/search");
    row(Who.APPLICATION, "GET POST", OF_TOKEN + "/chats");
    row(Who.APPLICATION, "GET PATCH PUT DELETE", OF_CHAT);
    row(Who.APPLICATION, "GET", OF_CHAT + "/events");
    row(Who.APPLICATION, "GET POST", OF_CHAT + "/messages");
    row(Who.APPLICATION, "GET", OF_CHAT + "/messages/search");
    row(Who.APPLICATION, "POST", OF_CHAT + "/messages/bulk");
    row(Who.APPLICATION, "POST", OF_CHAT + "/messages/import");
    row(Who.APPLICATION, "GET PATCH PUT DELETE", OF_MESSAGE);
  }

  private static PlazaServer server;
  private static Http operator;
  private static Http stranger;
  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeAll
  static void start() {
    server = PlazaServer.on(PlazaServer.temporary(), "--keys");
    var match = KEY.matcher(server.output());
    assertThat(match.find()).isTrue();
    operator = server.http().as(match.group(1));
    stranger = application().key();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private record Application(String token, Http key) {}

  private static Application application() {
    var made = operator.post("/api/v1/applications", "{\"name\":\"x\"}").json();
    return new Application(
        made.path("token").asText(), server.http().as(made.path("secret").asText()));
  }

  private static Set<String> described() {
    var calls = new LinkedHashSet<String>();
    server
        .http()
        .get("/openapi.json")
        .json()
        .path("paths")
        .properties()
        .forEach(path -> path.getValue().fieldNames().forEachRemaining(method -> {
          if (!method.equals("parameters")) {
            calls.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey());
          }
        }));
    return calls;
  }

  static Stream<String> calls() {
    return described().stream();
  }

  @Test
  void every_call_has_a_row_and_every_row_a_call() {
    assertThat(new HashSet<>(described())).isEqualTo(ROWS.keySet());
  }

  /// The status and, where it is short, the text of an answer: a stream is not read.
  private record Answer(int status, String text) {}

  private Answer call(String call, Http as, String token) throws Exception {
    return call(call, as, token, "?q=x");
  }

  private Answer call(String call, Http as, String token, String query) throws Exception {
    var method = call.substring(0, call.indexOf(' '));
    var path = call.substring(call.indexOf(' ') + 1)
        .replace("{token}", token)
        .replace("{key}", "nothing")
        .replace("{file}", "main.js")
        .replaceAll("\\{\\w+}", "1");
    var request = HttpRequest.newBuilder(URI.create(server.url() + path + query))
        .header("Content-Type", "application/json")
        .method(
            method,
            method.equals("GET")
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString("{\"name\":\"x\"}"));
    if (!as.secret().isEmpty()) {
      request.header("Authorization", "Bearer " + as.secret());
    }
    var response = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    try (var body = response.body()) {
      return new Answer(
          response.statusCode(),
          response.statusCode() < 300
              ? ""
              : new String(body.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new AssertionError(call, e);
    }
  }

  @ParameterizedTest
  @MethodSource("calls")
  void is_open_to_whom_it_shall_be_and_to_nobody_else(String call) throws Exception {
    var application = application();
    var nobody = server.http();
    var forger = server.http().as("plaza_sk_" + "A".repeat(43));
    var token = application.token();
    switch (ROWS.get(call)) {
      case ANYBODY -> {
        // Nobody has made the link.
        var nowhere = call.equals("GET /{code}") || call.equals("GET /{code}/qr-code");
        var done = nowhere ? 404 : 200;
        assertThat(call(call, nobody, token).status()).isEqualTo(done);
        assertThat(call(call, forger, token).status()).isEqualTo(done);
      }
      case ANY_APPLICATION -> {
        assertThat(call(call, nobody, token).status()).isEqualTo(401);
        assertThat(call(call, forger, token).status()).isEqualTo(401);
        assertThat(call(call, operator, token).status()).isEqualTo(403);
        assertThat(call(call, operator, token, "?application=" + token).status())
            .isNotIn(401, 403, 500, 503);
        assertThat(call(call, nobody, token, "?application=" + token).status()).isEqualTo(401);
        assertThat(call(call, forger, token, "?application=" + token).status()).isEqualTo(401);
        assertThat(call(call, stranger, token).status()).isNotIn(401, 403, 500, 503);
        assertThat(call(call, application.key(), token).status()).isNotIn(401, 403, 500, 503);
      }
      case OPERATOR -> {
        assertThat(call(call, nobody, token).status()).isEqualTo(401);
        assertThat(call(call, forger, token).status()).isEqualTo(401);
        assertThat(call(call, application.key(), token).status()).isEqualTo(403);
        assertThat(call(call, operator, token).status()).isNotIn(401, 403, 500, 503);
      }
      case APPLICATION -> {
        assertThat(call(call, nobody, token).status()).isEqualTo(401);
        assertThat(call(call, forger, token).status()).isEqualTo(401);
        var other = call(call, stranger, token);
        assertThat(other.status()).isEqualTo(404);
        assertThat(other).isEqualTo(call(call, stranger, "0".repeat(32)));
        assertThat(call(call, operator, token).status()).isNotIn(401, 403, 500, 503);
        assertThat(call(call, application.key(), token).status()).isNotIn(401, 403, 500, 503);
      }
      case null -> throw new AssertionError("no row for " + call);
    }
  }
}
