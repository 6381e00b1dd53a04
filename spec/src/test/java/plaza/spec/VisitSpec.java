package plaza.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class VisitSpec {
  private static final String FIREFOX =
      "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0";
  private static final String PHONE =
      "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
          + "Version/17.5 Mobile/15E148 Safari/604.1";
  private static final String BOT =
      "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";
  private static final List<String> PARTS =
      List.of("by_referrer", "by_browser", "by_system", "by_device", "by_language");

  private final Http plaza = PlazaServer.shared().http();
  private final String application = plaza.application().replaceFirst(".*/", "");

  private String code(String fields) {
    return plaza
        .post(
            "/shorten?application=" + application,
            "{\"url\":\"https://example.com\"" + fields + "}")
        .json()
        .path("code")
        .asText();
  }

  private JsonNode stats(String code) {
    return plaza.get("/" + code + "/stats?application=" + application).json();
  }

  private static long sum(JsonNode counts) {
    return StreamSupport.stream(counts.spliterator(), false)
        .mapToLong(JsonNode::asLong)
        .sum();
  }

  @Test
  void visits_are_counted_by_what_is_known_of_the_visitor() {
    var code = code("");
    for (int i = 0; i < 3; i++) {
      plaza.get("/" + code, "User-Agent", FIREFOX, "Accept-Language", "de-AT,de;q=0.8");
    }
    plaza.get("/" + code, "User-Agent", PHONE, "Referer", "https://News.example:81/a?b");

    await().untilAsserted(() -> assertThat(stats(code).path("clicks").asLong()).isEqualTo(4));
    var stats = stats(code);
    assertThat(stats.path("unique_visitors").asLong()).isEqualTo(2);
    assertThat(stats.path("by_browser").toString())
        .isEqualTo("{\"Firefox\":3,\"Mobile Safari\":1}");
    assertThat(stats.path("by_system").toString()).isEqualTo("{\"Linux\":3,\"iOS\":1}");
    assertThat(stats.path("by_device").toString()).isEqualTo("{\"desktop\":3,\"phone\":1}");
    assertThat(stats.path("by_referrer").toString())
        .isEqualTo("{\"unknown\":3,\"news.example\":1}");
    assertThat(stats.path("by_language").toString()).isEqualTo("{\"de\":3,\"unknown\":1}");
    assertThat(stats.path("by_day").findValues("clicks")).hasSizeBetween(1, 2);
  }

  @Test
  void bots_are_counted_apart_and_who_only_looks_ahead_is_not() {
    var code = code("");
    plaza.get("/" + code, "User-Agent", BOT);
    plaza.get("/" + code, "User-Agent", FIREFOX, "Sec-Purpose", "prefetch;prerender");
    plaza.get("/" + code, "User-Agent", FIREFOX, "Purpose", "prefetch");
    plaza.send("HEAD", "/" + code, new byte[0], "User-Agent", FIREFOX);
    plaza.get("/" + code, "User-Agent", FIREFOX);

    await().untilAsserted(() -> {
      assertThat(stats(code).path("clicks").asLong()).isEqualTo(1);
      assertThat(stats(code).path("bots").asLong()).isEqualTo(1);
    });
  }

  @Test
  void all_counts_add_up_however_many_referrers_there_are() {
    var code = code("");
    for (int i = 0; i < 700; i++) {
      plaza.get("/" + code, "User-Agent", FIREFOX, "Referer", "https://site" + i + ".example/");
    }

    await().untilAsserted(() -> assertThat(stats(code).path("clicks").asLong()).isEqualTo(700));
    var stats = stats(code);
    assertThat(PARTS).allSatisfy(part -> assertThat(sum(stats.path(part))).isEqualTo(700));
    assertThat(stats.path("by_referrer").size()).isEqualTo(501);
    assertThat(stats.path("by_referrer").path("others").asLong()).isEqualTo(200);
    assertThat(stats.path("by_day").findValues("clicks").stream()
            .mapToLong(JsonNode::asLong)
            .sum())
        .isEqualTo(700);
  }

  @Test
  void of_five_hundred_who_come_at_once_a_hundred_are_let_through_when_a_hundred_may()
      throws Exception {
    var code = code(",\"max_visits\":100");
    for (var nobody : List.of(BOT, "WhatsApp/2.23.20.0")) {
      plaza.get("/" + code, "User-Agent", nobody);
    }
    plaza.send("HEAD", "/" + code, new byte[0]);
    plaza.get("/" + code, "User-Agent", FIREFOX, "Sec-Purpose", "prefetch");

    List<Integer> statuses;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var visits = IntStream.range(0, 500)
          .<Callable<Integer>>mapToObj(
              _ -> () -> plaza.get("/" + code, "User-Agent", FIREFOX).status())
          .toList();
      statuses =
          threads.invokeAll(visits).stream().map(visit -> visit.resultNow()).toList();
    }

    assertThat(statuses).filteredOn(status -> status == 302).hasSize(100);
    assertThat(statuses).filteredOn(status -> status == 404).hasSize(400);
    assertThat(stats(code).path("clicks").asLong()).isEqualTo(100);
    await().until(() -> stats(code).path("bots").asLong() == 2);
    assertThat(plaza.get("/" + code, "User-Agent", BOT).status()).isEqualTo(404);
  }

  @Test
  void another_applications_link_has_no_counts() {
    var code = code("");
    var other = plaza.application().replaceFirst(".*/", "");

    assertThat(plaza.get("/" + code + "/stats?application=" + other).status()).isEqualTo(404);
    assertThat(plaza.get("/" + code + "/stats?application=" + other).text())
        .isEqualTo(plaza.get("/unknown/stats?application=" + other).text());
  }
}
