package plaza.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Visits as Shlink's clients see them, on a server with one application: there it sees the
/// orphans too.
class ShlinkVisitSpec {
  private static final String FIREFOX =
      "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0";
  private static final String BOT =
      "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";

  private static PlazaServer server;
  private static Http plaza;

  @BeforeAll
  static void start() {
    server = PlazaServer.on(PlazaServer.temporary());
    plaza = server.http();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String code(String... tags) {
    var link = Http.JSON.createObjectNode().put("longUrl", "https://example.com");
    var list = link.putArray("tags");
    for (var tag : tags) {
      list.add(tag);
    }
    return plaza
        .post("/rest/v3/short-urls", Http.json(link))
        .json()
        .path("shortCode")
        .asText();
  }

  private static JsonNode get(String path) {
    return plaza.get("/rest/v3" + path).json().path("visits");
  }

  private static long total(JsonNode list) {
    return list.path("pagination").path("totalItems").asLong();
  }

  private static void visit(String code, int times, String agent) {
    var path = "/short-urls/" + code + "/visits";
    var before = total(get(path));
    for (int i = 0; i < times; i++) {
      plaza.get("/" + code + "?n=" + i, "User-Agent", agent, "Referer", "https://news.example/a?b");
    }
    await().until(() -> total(get(path)) == before + times);
  }

  @Test
  void a_links_visits_are_listed_newest_first_page_by_page() {
    var code = code();
    visit(code, 5, FIREFOX);
    visit(code, 1, BOT);
    var path = "/short-urls/" + code + "/visits";

    var newest = get(path + "?itemsPerPage=2").path("data");
    assertThat(newest).hasSize(2);
    var bot = newest.path(0);
    assertThat(bot.path("referer").asText()).isEqualTo("https://news.example/a");
    assertThat(bot.path("userAgent").asText()).isEqualTo(BOT);
    assertThat(bot.path("potentialBot").asBoolean()).isTrue();
    assertThat(bot.path("visitLocation").isNull()).isTrue();
    assertThat(bot.path("visitedUrl").asText()).isEqualTo(plaza.url() + "/" + code + "?n=0");
    assertThat(bot.path("date").asText())
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\+00:00");
    var third = get(path + "?itemsPerPage=2&page=3");
    assertThat(third.path("data")).hasSize(2);
    assertThat(third.path("pagination").path("pagesCount").asInt()).isEqualTo(3);
    assertThat(get(path + "?itemsPerPage=2&page=4").path("data")).isEmpty();
    assertThat(total(get(path + "?excludeBots=true"))).isEqualTo(5);
    var today = LocalDate.now(ZoneOffset.UTC);
    assertThat(total(get(path + "?startDate=" + today.minusDays(1)))).isEqualTo(6);
    assertThat(total(get(path + "?endDate=" + today.minusDays(1)))).isZero();
    assertThat(
            plaza.get("/rest/v3/short-urls/unknown/visits").json().path("type").asText())
        .isEqualTo("https://shlink.io/api/error/short-url-not-found");
  }

  @Test
  void visits_are_listed_by_tag_by_domain_and_all_together() {
    var both = code("a", "b");
    var one = code("a");
    visit(both, 2, FIREFOX);
    visit(one, 3, FIREFOX);

    assertThat(total(get("/tags/a/visits"))).isEqualTo(5);
    assertThat(total(get("/tags/b/visits"))).isEqualTo(2);
    assertThat(plaza.get("/rest/v3/tags/none/visits").status()).isEqualTo(404);
    var all = total(get("/visits/non-orphan"));
    assertThat(all).isGreaterThanOrEqualTo(5);
    assertThat(total(get("/domains/DEFAULT/visits"))).isEqualTo(all);
    assertThat(total(get("/visits/non-orphan?domain=DEFAULT"))).isEqualTo(all);
    assertThat(total(get("/visits/non-orphan?domain=other.example"))).isZero();
    assertThat(plaza
            .get("/rest/v3/domains/other.example/visits")
            .json()
            .path("type")
            .asText())
        .isEqualTo("https://shlink.io/api/error/domain-not-found");
    assertThat(get("/visits").path("nonOrphanVisits").path("total").asLong()).isEqualTo(all);
  }

  @Test
  void visits_that_are_deleted_are_gone_from_lists_and_counts() {
    var code = code("deleted");
    visit(code, 3, FIREFOX);
    visit(code, 1, BOT);
    var path = "/short-urls/" + code + "/visits";
    var all = get("/visits").path("nonOrphanVisits").path("total").asLong();

    assertThat(plaza.delete("/rest/v3" + path).json().path("deletedVisits").asLong())
        .isEqualTo(4);
    assertThat(plaza.delete("/rest/v3" + path).json().path("deletedVisits").asLong())
        .isZero();

    assertThat(total(get(path))).isZero();
    assertThat(total(get("/tags/deleted/visits"))).isZero();
    assertThat(plaza.get("/" + code + "/stats").json().path("clicks").asLong()).isZero();
    assertThat(get("/visits").path("nonOrphanVisits").path("total").asLong()).isEqualTo(all - 4);
    visit(code, 1, FIREFOX);
  }

  private static List<String> types(JsonNode list) {
    return StreamSupport.stream(list.path("data").spliterator(), false)
        .map(visit -> visit.path("type").asText())
        .toList();
  }

  @Test
  void who_comes_to_where_nothing_is_is_an_orphan_of_its_kind() {
    plaza.delete("/rest/v3/visits/orphan");
    plaza.get("/nothing-here?x", "User-Agent", FIREFOX);
    plaza.get("/nothing/here", "User-Agent", BOT);
    // None of these is somebody who came.
    plaza.get("/api/nothing", "User-Agent", FIREFOX);
    plaza.get("/rest/v3/nothing", "User-Agent", FIREFOX);
    plaza.post("/nothing/here", "{}");
    plaza.get("/nothing-here", "User-Agent", FIREFOX, "Sec-Purpose", "prefetch");
    plaza.get("/nothing-here/stats", "User-Agent", FIREFOX);
    plaza.get("/nothing-last", "User-Agent", FIREFOX);

    await()
        .untilAsserted(() -> assertThat(types(get("/visits/orphan")))
            .containsExactlyInAnyOrder("invalid_short_url", "invalid_short_url", "regular_404"));
    var regular = get("/visits/orphan?type=regular_404");
    assertThat(types(regular)).containsExactly("regular_404");
    assertThat(regular.path("data").path(0).path("visitedUrl").asText())
        .isEqualTo(plaza.url() + "/nothing/here");
    assertThat(total(get("/visits/orphan?excludeBots=true"))).isEqualTo(2);
    assertThat(plaza.get("/rest/v3/visits/orphan?type=other").status()).isEqualTo(400);
    assertThat(get("/visits").path("orphanVisits").toString())
        .isEqualTo("{\"total\":3,\"nonBots\":2,\"bots\":1}");
    assertThat(
            plaza.delete("/rest/v3/visits/orphan").json().path("deletedVisits").asLong())
        .isEqualTo(3);
    assertThat(total(get("/visits/orphan"))).isZero();
  }

  @Test
  void of_a_flood_of_orphans_some_are_kept_and_the_rest_is_missed() {
    plaza.delete("/rest/v3/visits/orphan");
    for (int i = 0; i < 1_000; i++) {
      plaza.get("/nothing-" + i, "User-Agent", FIREFOX);
    }

    await().untilAsserted(() -> assertThat(total(get("/visits/orphan"))).isPositive());
    assertThat(plaza.get("/metrics").text()).containsPattern("plaza_visits_dropped_total [1-9]");
    // Nobody else who comes in this second is kept, in whatever test.
    var flooded = Instant.now().getEpochSecond();
    await().until(() -> Instant.now().getEpochSecond() > flooded);
  }

  @Test
  void where_there_are_several_applications_the_operator_alone_sees_the_orphans() {
    try (var other = PlazaServer.on(PlazaServer.temporary(), "--keys")) {
      var key = Pattern.compile("operator key: (\\S+)").matcher(other.output());
      assertThat(key.find()).isTrue();
      var operator = other.http().as(key.group(1));
      var made = operator.post("/api/v1/applications", "{\"name\":\"a\"}").json();
      operator.post("/api/v1/applications", "{\"name\":\"b\"}");
      var application = other.http().as(made.path("secret").asText());
      other.http().get("/nothing-here", "User-Agent", FIREFOX);
      var query = "?application=" + made.path("token").asText();
      var path = "/rest/v3/visits/orphan";

      await()
          .untilAsserted(
              () -> assertThat(total(operator.get(path + query).json().path("visits")))
                  .isEqualTo(1));
      assertThat(total(application.get(path).json().path("visits"))).isZero();
      assertThat(application
              .get("/rest/v3/visits")
              .json()
              .at("/visits/orphanVisits/total")
              .asLong())
          .isZero();
      assertThat(application.delete(path).json().path("deletedVisits").asLong()).isZero();
      assertThat(operator.delete(path + query).json().path("deletedVisits").asLong())
          .isEqualTo(1);
    }
  }
}
