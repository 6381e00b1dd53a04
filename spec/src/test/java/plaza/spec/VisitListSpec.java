package plaza.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Visits in ranges of time, and one by one.
class VisitListSpec {
  private static final String FIREFOX =
      "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0";
  private static final String BOT =
      "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";

  private final Http plaza = PlazaServer.shared().http();
  private final String application = plaza.application().replaceFirst(".*/", "");

  private String code() {
    return plaza
        .post("/shorten?application=" + application, "{\"url\":\"https://example.com\"}")
        .json()
        .path("code")
        .asText();
  }

  private Http.Answer stats(String code, String query) {
    return plaza.get("/" + code + "/stats?application=" + application + query);
  }

  private long clicks(String code, String query) {
    return stats(code, query).json().path("clicks").asLong();
  }

  private String csv(String code, String query) {
    return plaza
        .get("/" + code + "/visits.csv?application=" + application + query)
        .text();
  }

  @Test
  void a_range_has_the_visits_of_its_days_and_hours() {
    var before = LocalDate.now(ZoneOffset.UTC);
    var code = code();
    for (int i = 0; i < 3; i++) {
      plaza.get("/" + code, "User-Agent", FIREFOX, "Referer", "https://news.example/");
    }
    await().until(() -> clicks(code, "") == 3);
    var after = LocalDate.now(ZoneOffset.UTC);

    var range = "&from=" + before + "&to=" + after;
    assertThat(clicks(code, range)).isEqualTo(3);
    assertThat(stats(code, range).json().path("unique_visitors").asLong()).isEqualTo(1);
    assertThat(
            stats(code, range).json().path("by_referrer").path("news.example").asLong())
        .isEqualTo(3);
    assertThat(clicks(code, "&to=" + before.minusDays(1))).isZero();
    assertThat(clicks(code, "&from=" + after.plusDays(1))).isZero();
    assertThat(stats(code, "&from=" + after.plusDays(1)).json().path("by_day").size())
        .isZero();
    assertThat(clicks(code, "&from=" + before + "T00:00:00%2B00:00")).isEqualTo(3);
    assertThat(clicks(
            code, "&from=" + before + "T00:00:00+00:00&to=" + after.plusDays(1) + "T00:00:00.000Z"))
        .isEqualTo(3);
  }

  @Test
  void a_day_is_one_of_the_time_zone_that_is_asked_for() {
    var code = code();
    plaza.get("/" + code, "User-Agent", FIREFOX);
    await().until(() -> clicks(code, "") == 1);

    // Between these two it is never the same day.
    var days = List.of("Pacific/Kiritimati", "Pacific/Pago_Pago").stream()
        .map(zone -> stats(code, "&time_zone=" + zone).json())
        .map(json -> json.path("by_day").path(0).path("day").asText())
        .toList();

    assertThat(days).doesNotHaveDuplicates().allMatch(day -> day.matches("\\d{4}-\\d\\d-\\d\\d"));
    var day = days.getFirst();
    var range = "&from=" + day + "&to=" + day + "&time_zone=";
    assertThat(clicks(code, range + "Pacific/Kiritimati")).isEqualTo(1);
    assertThat(clicks(code, range + "Pacific/Pago_Pago")).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "from=soon",
        "from=2026-01-32",
        "to=2026-01-31T12:00",
        "time_zone=Mars/Base",
        "time_zone=%2B05:00",
        "from=2026-02-01&to=2026-01-01",
        "from=1969-12-31"
      })
  void a_range_that_nobody_can_read_is_refused(String query) {
    assertThat(stats(code(), "&" + query).status()).isEqualTo(422);
    assertThat(stats("unknown-" + application, "&" + query).status()).isEqualTo(422);
  }

  @Test
  void visits_are_exported_one_by_one_and_none_is_a_formula() {
    var code = code();
    plaza.get(
        "/" + code + "?a=1,2",
        "User-Agent",
        FIREFOX,
        "Referer",
        "https://news.example/page?secret=1#x",
        "Accept-Language",
        "de-AT");
    await().until(() -> clicks(code, "") == 1);
    plaza.get("/" + code, "User-Agent", BOT);
    await().until(() -> stats(code, "").json().path("bots").asLong() == 1);
    plaza.get("/" + code, "User-Agent", "=HYPERLINK(\"http://evil.example\")");
    await().until(() -> stats(code, "").json().path("bots").asLong() == 2);

    var answer = plaza.get("/" + code + "/visits.csv?application=" + application);
    assertThat(answer.header("Content-Type")).isEqualTo("text/csv; charset=utf-8");
    var time = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";
    var lines = answer.text().split("\r\n", -1);
    assertThat(lines).hasSize(5);
    assertThat(lines[0])
        .isEqualTo("time,referrer,browser,system,device,language,bot,user_agent,url");
    assertThat(lines[1].replaceFirst(time, ""))
        .isEqualTo(",,,,,,true,\"'=HYPERLINK(\"\"http://evil.example\"\")\",/" + code);
    assertThat(lines[2].replaceFirst(time, "")).endsWith(",true," + BOT + ",/" + code);
    assertThat(lines[3].replaceFirst(time, ""))
        .isEqualTo(",https://news.example/page,Firefox,Linux,desktop,de,false," + FIREFOX + ",\"/"
            + code + "?a=1,2\"");
    assertThat(lines[4]).isEmpty();
    assertThat(csv(code, "&to=2020-01-01")).isEqualTo(lines[0] + "\r\n");
  }

  @Test
  void an_export_has_as_many_lines_as_there_are_visits() {
    var code = code();
    for (int i = 0; i < 1_000; i++) {
      plaza.get("/" + code, "User-Agent", FIREFOX);
    }
    await().until(() -> clicks(code, "") == 1_000);

    assertThat(csv(code, "").lines()).hasSize(1_001);
  }

  @Test
  void another_applications_link_has_no_visits_to_export() {
    var code = code();
    var other = plaza.application().replaceFirst(".*/", "");
    var answer = plaza.get("/" + code + "/visits.csv?application=" + other);

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.text())
        .isEqualTo(plaza.get("/unknown/visits.csv?application=" + other).text());
  }
}
