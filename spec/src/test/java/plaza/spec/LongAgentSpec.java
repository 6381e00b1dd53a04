package plaza.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Redirects whose headers are as long as a client may send them.
class LongAgentSpec {
  private static final int REDIRECTS = 6_000;

  private static String agent(int number) {
    return "Mozilla/5.0 (Linux; Android 11; " + number + " Build/" + "; a".repeat(4_600);
  }

  private static long followed(Http plaza, String code, int from, int to) {
    return IntStream.range(from, to)
        .parallel()
        .filter(number -> plaza
                .get("/" + code, "User-Agent", agent(number), "Referer", "https://from.example/")
                .status()
            == 302)
        .count();
  }

  /// Visits that were not counted because too many were waiting: the heap of a small server has
  /// room for few.
  private static long dropped(Http plaza) {
    return plaza
        .get("/metrics")
        .text()
        .lines()
        .filter(line -> line.startsWith("plaza_visits_dropped_total "))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.indexOf(' ') + 1)))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void a_flood_of_long_user_agents_neither_kills_a_small_server_nor_stops_its_counting() {
    try (var server =
        PlazaServer.by(PlazaServer.java(List.of("-Xmx64m")), PlazaServer.temporary())) {
      var plaza = server.http();
      var code = plaza
          .post("/shorten", "{\"url\":\"https://example.com/\"}")
          .json()
          .path("code")
          .asText();

      assertThat(followed(plaza, code, 0, REDIRECTS)).isEqualTo(REDIRECTS);

      await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
        var stats = plaza.get("/" + code + "/stats").json();
        var counted = stats.path("clicks").asLong() + stats.path("bots").asLong();
        assertThat(counted + dropped(plaza)).as("%s", stats).isEqualTo(REDIRECTS);
        assertThat(counted).isGreaterThan(REDIRECTS / 2);
      });
      assertThat(server.lives()).isTrue();
    }
  }

  @Test
  void a_rule_about_browsers_is_answered_off_the_event_loop() {
    var plaza = PlazaServer.shared().http();
    var application = plaza.application().replaceFirst(".*/", "");
    var code = plaza
        .post("/shorten?application=" + application, "{\"url\":\"https://example.com/\"}")
        .json()
        .path("code")
        .asText();
    plaza.post(
        "/rest/v3/short-urls/" + code + "/redirect-rules?application=" + application,
        "{\"redirectRules\":[{\"longUrl\":\"https://example.com/firefox\","
            + "\"conditions\":[{\"type\":\"browser\",\"matchValue\":\"firefox\"}]}]}");
    var firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

    for (int time = 0; time < 3; time++) {
      assertThat(plaza.get("/" + code, "User-Agent", firefox).header("Location"))
          .isEqualTo("https://example.com/firefox");
      assertThat(plaza.get("/" + code, "User-Agent", agent(time)).header("Location"))
          .isEqualTo("https://example.com/");
    }
  }
}
