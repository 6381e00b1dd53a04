package plaza.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Access to short links, and its limits.
class LinkGuardSpec {
  private static final Pattern KEY = Pattern.compile("operator key: (\\S+)");

  @Test
  void a_web_client_of_a_listed_origin_may_ask() {
    try (var server = PlazaServer.on(PlazaServer.temporary(), "--keys")) {
      var key = KEY.matcher(server.output());
      assertThat(key.find()).isTrue();
      var secret = server
          .http()
          .as(key.group(1))
          .post(
              "/api/v1/applications",
              "{\"name\":\"x\",\"cors_origins\":[\"https://app.shlink.io\"]}")
          .json()
          .path("secret")
          .asText();
      var path = "/rest/v3/short-urls";

      var preflight = server
          .http()
          .send(
              "OPTIONS",
              path,
              new byte[0],
              "Origin",
              "https://app.shlink.io",
              "Access-Control-Request-Method",
              "POST",
              "Access-Control-Request-Headers",
              "x-api-key, content-type");
      assertThat(preflight.header("Access-Control-Allow-Origin"))
          .isEqualTo("https://app.shlink.io");
      assertThat(preflight.header("Access-Control-Allow-Headers")).contains("x-api-key");
      var answer = server.http().get(path, "X-Api-Key", secret, "Origin", "https://app.shlink.io");
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("https://app.shlink.io");
      assertThat(server
              .http()
              .get(path, "X-Api-Key", secret, "Origin", "https://evil.example")
              .header("Access-Control-Allow-Origin"))
          .isEmpty();
    }
  }

  @Test
  void whether_the_server_is_well_may_be_read_by_any_page_and_nothing_else() {
    String[] page = {
      "Origin", "https://app.shlink.io",
      "Access-Control-Request-Method", "GET",
      "Access-Control-Request-Headers", "x-api-key"
    };
    var path = "/rest/v3/health";
    try (var server = PlazaServer.on(PlazaServer.temporary(), "--keys")) {
      var plaza = server.http();

      var preflight = plaza.send("OPTIONS", path, new byte[0], page);

      assertThat(preflight.header("Access-Control-Allow-Origin"))
          .isEqualTo("https://app.shlink.io");
      assertThat(preflight.header("Access-Control-Allow-Headers")).isEqualTo("x-api-key");
      assertThat(plaza.get(path, page).header("Access-Control-Allow-Origin")).isEqualTo("*");
      assertThat(plaza.get("/ready", page).header("Access-Control-Allow-Origin"))
          .isEmpty();
    }
  }

  private static List<Integer> tried(Http http) {
    return IntStream.range(0, 300)
        .parallel()
        .mapToObj(n -> http.get("/try" + n).status())
        .distinct()
        .toList();
  }

  @Test
  void who_tries_codes_out_is_slowed_down_and_who_follows_links_is_not() {
    try (var server = PlazaServer.on(PlazaServer.temporary())) {
      var http = server.http();
      http.post("/shorten", "{\"url\":\"https://example.com\",\"code\":\"there\"}");
      assertThat(tried(http)).as("some dead links").containsOnly(404);

      // Faster than tries come back.
      await().until(() -> tried(http).contains(429));

      assertThat(http.get("/there").status()).isEqualTo(302);
    }
  }

  /// Wrong credentials of one network of 64 bits, each from another of its addresses.
  private static boolean isSlowedDown(Http http, int network, String path, String... headers) {
    return IntStream.range(0, 400).parallel().anyMatch(n -> {
      var all = Stream.concat(
              Stream.of(headers),
              Stream.of("X-Forwarded-For", "[2001:db8::" + network + ":0:0:0:" + n + "]:99"))
          .toArray(String[]::new);
      var answer = http.get(path, all);
      assertThat(answer.status()).isIn(401, 429);
      return answer.status() == 429 && !answer.header("Retry-After").isEmpty();
    });
  }

  @Test
  void who_guesses_keys_is_slowed_down_at_every_door_and_who_has_one_is_not() {
    try (var server =
        PlazaServer.on(PlazaServer.temporary(), "--keys", "--trusted-proxy", "127.0.0.0/8")) {
      var key = KEY.matcher(server.output());
      assertThat(key.find()).isTrue();
      var http = server.http();
      var operator = http.as(key.group(1));
      var made = operator.post("/api/v1/applications", "{\"name\":\"x\"}").json();
      var application = "/api/v1/applications/" + made.path("token").asText();
      var secret = made.path("secret").asText();
      var wrong = "plaza_sk_" + "A".repeat(43);
      String[][] guesses = {
        {application, "Authorization", "Bearer " + wrong},
        {application, "Authorization", "Bearer x"},
        {"/api/v1/applications", "Authorization", "Bearer plaza_op_" + "A".repeat(43)},
        {"/shorten/stats", "X-Api-Key", wrong},
        {"/rest/v3/short-urls", "X-Api-Key", wrong},
        {application + "/chats/1/events?ticket=" + "a".repeat(48)},
        {"/api/v1/socket?ticket=" + "a".repeat(48)}
      };
      for (int network = 1; network <= guesses.length; network++) {
        var guess = guesses[network - 1];
        var own = network;
        await()
            .alias(guess[0])
            .until(() ->
                isSlowedDown(http, own, guess[0], Arrays.copyOfRange(guess, 1, guess.length)));
      }

      String[] neighbour = {"X-Forwarded-For", "2001:DB8:0:1::1"};
      assertThat(http.as(secret).get(application, neighbour).status()).isEqualTo(200);
      assertThat(operator.get("/api/v1/applications", neighbour).status()).isEqualTo(200);
      assertThat(http.get(application, neighbour).status()).isEqualTo(401);
      assertThat(
              http.as(wrong).get(application, "X-Forwarded-For", "2001:db9::1").status())
          .isEqualTo(401);
    }
  }

  @Test
  void who_deletes_the_application_that_came_by_itself_gets_another_with_his_next_link() {
    try (var server = PlazaServer.on(PlazaServer.temporary())) {
      var http = server.http();
      var link = "{\"url\":\"https://example.com\"}";
      for (int time = 1; time <= 3; time++) {
        assertThat(http.post("/shorten", link).status()).isEqualTo(201);
        var all = http.get("/api/v1/applications").json();
        assertThat(all).hasSize(1);
        var only = "/api/v1/applications/" + all.path(0).path("token").asText();
        assertThat(http.send("DELETE", only, new byte[0]).status()).isEqualTo(204);
      }
    }
  }
}
