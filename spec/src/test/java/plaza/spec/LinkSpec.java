package plaza.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static plaza.spec.Shortener.code;
import static plaza.spec.Shortener.to;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkSpec {
  private static final String TARGET = "https://example.com/page";

  private final Http plaza = PlazaServer.shared().http();
  private final Shortener shortener = Shortener.of(plaza);
  private final String application = shortener.application();

  private static <T> List<T> atOnce(List<Callable<T>> calls) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      return threads.invokeAll(calls).stream().map(call -> call.resultNow()).toList();
    }
  }

  @Test
  void a_url_is_shortened_and_the_short_one_leads_to_it() {
    var made = shortener.shorten(to(TARGET));

    assertThat(made.status()).isEqualTo(201);
    assertThat(code(made)).matches("[a-zA-Z0-9]{7}");
    assertThat(made.json().path("short_url").asText())
        .isEqualTo(plaza.url() + "/" + code(made))
        .isEqualTo(made.header("Location"));
    for (int time = 0; time < 3; time++) {
      var followed = plaza.get("/" + code(made));
      assertThat(followed.status()).isEqualTo(302);
      assertThat(followed.header("Location")).isEqualTo(TARGET);
      assertThat(followed.header("Cache-Control")).isEqualTo("no-store");
      assertThat(followed.header("Referrer-Policy")).isEqualTo("strict-origin-when-cross-origin");
    }
  }

  @Test
  void a_code_that_led_nowhere_leads_there_once_it_is_somebodys() {
    var path = "/late-" + application;
    for (int time = 0; time < 2; time++) {
      assertThat(plaza.get(path).status()).isEqualTo(404);
    }

    shortener.shorten(to(TARGET).put("code", "late-" + application));

    await().untilAsserted(() -> assertThat(plaza.get(path).header("Location")).isEqualTo(TARGET));
  }

  @Test
  void a_form_will_do_and_a_body_may_name_the_application() {
    var form = ("application=" + application + "&url=" + TARGET).getBytes(StandardCharsets.UTF_8);
    var made =
        plaza.send("POST", "/shorten", form, "Content-Type", "application/x-www-form-urlencoded");

    assertThat(made.status()).isEqualTo(201);
    assertThat(plaza.get("/" + code(made)).header("Location")).isEqualTo(TARGET);
  }

  @Test
  void a_code_of_ones_own_is_kept_case_by_case() {
    assertThat(shortener.shorten(to(TARGET).put("code", "Öde-" + application)).status())
        .isEqualTo(201);

    assertThat(shortener.shorten(to(TARGET).put("code", "Öde-" + application)).status())
        .isEqualTo(409);
    assertThat(shortener
            .shorten(to(TARGET + "2").put("code", "öde-" + application))
            .status())
        .isEqualTo(201);
    assertThat(plaza.get("/%C3%96de-" + application).header("Location")).isEqualTo(TARGET);
    assertThat(plaza.get("/%C3%B6de-" + application).header("Location")).isEqualTo(TARGET + "2");
  }

  @Test
  void of_a_thousand_who_want_one_code_one_gets_it() throws Exception {
    var want = to(TARGET).put("code", "wanted-" + application);
    var statuses = atOnce(IntStream.range(0, 1_000)
        .<Callable<Integer>>mapToObj(_ -> () -> shortener.shorten(want).status())
        .toList());

    assertThat(statuses).filteredOn(status -> status == 201).hasSize(1);
    assertThat(statuses).filteredOn(status -> status == 409).hasSize(999);
  }

  @Test
  void a_plain_code_that_somebody_has_taken_is_passed_over() {
    plaza.patch("/api/v1/applications/" + application, "{\"link_codes\":\"plain\"}");
    var first = shortener.shorten(to(TARGET));
    assertThat(code(first)).matches("[a-zA-Z0-9]{1,6}");
    var taken =
        Stream.generate(() -> code(shortener.shorten(to(TARGET)))).limit(20).toList();

    assertThat(taken).doesNotHaveDuplicates().doesNotContain(code(first));
    // Whatever comes next is among the words of two letters or so: all of them are wanted at once.
    var wanted = IntStream.range(0, 26)
        .mapToObj(i -> "" + (char) ('b' + i % 25) + (char) ('a' + i))
        .map(code -> shortener.shorten(to(TARGET + "/own").put("code", code)))
        .filter(answer -> answer.status() == 201)
        .map(Shortener::code)
        .toList();
    var next =
        Stream.generate(() -> code(shortener.shorten(to(TARGET)))).limit(200).toList();

    assertThat(next).doesNotHaveDuplicates().doesNotContainAnyElementsOf(wanted);
    assertThat(wanted)
        .allSatisfy(code ->
            assertThat(plaza.get("/" + code).header("Location")).isEqualTo(TARGET + "/own"));
  }

  @Test
  void a_key_makes_one_link_and_with_a_code_it_holds_for_the_code() {
    var key = new String[] {"Idempotency-Key", "k-" + application};
    var first = shortener.shorten(to(TARGET), key);
    var again = shortener.shorten(to(TARGET), key);

    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json().path("code").asText()).isEqualTo(code(first));
    assertThat(shortener.shorten(to(TARGET + "2"), key).status()).isEqualTo(409);
    var named = to(TARGET).put("code", "keyed-" + application);
    assertThat(shortener.shorten(named, key).status()).isEqualTo(201);
    assertThat(shortener.shorten(named, key).status()).isEqualTo(200);
    assertThat(shortener.shorten(named).status()).isEqualTo(409);
  }

  @ParameterizedTest
  @CsvSource({
    "https://example.com/a#b,      x=1,  https://example.com/a?x=1#b",
    "https://example.com/a?b=1,    x=%C3%A4&y,  https://example.com/a?b=1&x=%C3%A4&y",
    "https://example.com?,         x=1,  https://example.com?x=1",
    "https://bücher.example/ä,     x=1,  https://xn--bcher-kva.example/%C3%A4?x=1"
  })
  void the_query_goes_with_the_visitor(String target, String query, String location) {
    var made = shortener.shorten(to(target));

    assertThat(made.json().path("url").asText()).isEqualTo(target);
    assertThat(plaza.get("/" + code(made) + "?" + query).header("Location")).isEqualTo(location);
    assertThat(plaza.get("/" + code(made) + "?" + query).header("Location")).isEqualTo(location);
    var kept = shortener.shorten(to(target).put("forward_query", false));
    assertThat(plaza.get("/" + code(kept) + "?" + query).header("Location")).doesNotContain("x=");
  }

  @ParameterizedTest
  @CsvSource({"301, 'private, max-age=30'", "302, no-store", "307, no-store"})
  void a_link_says_how_it_redirects(int status, String caching) {
    var code = code(shortener.shorten(to(TARGET).put("status", status)));

    assertThat(plaza.get("/" + code).status()).isEqualTo(status);
    assertThat(plaza.get("/" + code).header("Cache-Control")).isEqualTo(caching);
  }

  @Test
  void no_browser_keeps_a_redirect_for_longer_than_it_is_valid() {
    var until = Instant.now().plus(Duration.ofSeconds(28)).toString();
    var code = code(shortener.shorten(to(TARGET).put("status", 308).put("valid_until", until)));

    // Without `valid_until` it is 30.
    assertThat(plaza.get("/" + code).header("Cache-Control"))
        .matches("private, max-age=(1?\\d|2[0-8])");
  }

  @Test
  void what_leads_nowhere_has_one_answer() throws Exception {
    var hour = Duration.ofHours(1);
    var expired = code(shortener.shorten(
        to(TARGET).put("valid_until", Instant.now().minus(hour).toString())));
    var early = code(
        shortener.shorten(to(TARGET).put("valid_since", Instant.now().plus(hour).toString())));
    var used = code(shortener.shorten(to(TARGET).put("max_visits", 1)));
    assertThat(plaza.get("/" + used).status()).isEqualTo(302);
    var unknown = plaza.get("/unknown-" + application);

    assertThat(unknown.status()).isEqualTo(404);
    for (var path : List.of(expired, early, used, "%00", "a%20b", "favicon.ico", "x".repeat(300))) {
      var answer = plaza.get("/" + path);
      assertThat(answer.status()).as(path).isEqualTo(404);
      assertThat(answer.text()).as(path).isEqualTo(unknown.text());
      assertThat(headers(answer)).as(path).isEqualTo(headers(unknown));
    }
  }

  private static String headers(Http.Answer answer) {
    return answer.response().headers().map().toString().replaceAll("request-id=\\[\\w+]", "");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)", "data:text/html,x", "ftp://example.com/",
            "https://user@example.com/",
        "http://", "example.com", "https://example.com/a b", ""
      })
  void a_target_that_deceives_is_refused(String target) {
    var answer = shortener.shorten(to(target));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().path("errors").path("url").isMissingNode()).isFalse();
  }

  @Test
  void a_link_to_the_server_itself_is_refused() {
    assertThat(shortener.shorten(to(plaza.url() + "/abc")).status()).isEqualTo(422);
    assertThat(shortener.shorten(to(plaza.url().toUpperCase(Locale.ROOT))).status())
        .isEqualTo(422);
  }

  @Test
  void an_application_may_allow_other_schemes() {
    plaza.patch("/api/v1/applications/" + application, "{\"link_schemes\":[\"tel\"]}");

    assertThat(code(shortener.shorten(to("tel:+4312345")))).isNotEmpty();
    assertThat(shortener.shorten(to(TARGET)).status()).isEqualTo(422);
  }

  @ParameterizedTest
  @ValueSource(strings = {"api", "shorten", "metrics", "robots.txt", "a/b", "a b", "..", "a%20b"})
  void a_word_that_a_path_can_not_have_is_no_code(String code) {
    var answer = shortener.shorten(to(TARGET).put("code", code));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().path("errors").path("code").isMissingNode()).isFalse();
  }

  @Test
  void every_path_that_plaza_answers_is_no_code() {
    var words = plaza.get("/openapi.json").json().path("paths").properties().stream()
        .map(path -> path.getKey().split("/", -1)[1])
        .filter(word -> !word.isEmpty() && !word.startsWith("{"))
        .distinct()
        .toList();

    assertThat(words)
        .isNotEmpty()
        .allSatisfy(word -> assertThat(
                shortener.shorten(to(TARGET).put("code", word)).status())
            .as(word)
            .isEqualTo(422));
  }

  @Test
  void many_links_are_made_in_one_call_each_by_itself() {
    var body = "{\"links\":[{\"url\":\"https://example.com/1\"},{\"url\":\"nowhere\"},"
        + "{\"url\":\"https://example.com/3\",\"code\":\"bulk-" + application + "\"}, 7,"
        + "{\"url\":\"https://example.com/5\"}]}";
    var path = "/shorten/bulk?application=" + application;

    var made = plaza.post(path, body, "Idempotency-Key", "many").json().path("links");
    var again = plaza.post(path, body, "Idempotency-Key", "many").json().path("links");

    assertThat(made)
        .extracting(item -> item.path("status").asInt())
        .containsExactly(201, 422, 201, 422, 201);
    assertThat(again)
        .extracting(item -> item.path("status").asInt())
        .containsExactly(200, 422, 200, 422, 200);
    assertThat(again.findValuesAsText("code")).isEqualTo(made.findValuesAsText("code"));
    assertThat(made.get(1).at("/problem/errors/url")).isNotEmpty();
    for (int i : List.of(0, 2, 4)) {
      assertThat(plaza.get("/" + made.get(i).at("/link/code").asText()).header("Location"))
          .isEqualTo("https://example.com/" + (i + 1));
    }
    assertThat(plaza.post(path, "{\"links\":[]}").status()).isEqualTo(422);
  }

  private Http.Answer bulk(String query, String links, String... headers) {
    return plaza.post(
        "/shorten/bulk?application=" + application + query, "{\"links\":[" + links + "]}", headers);
  }

  private static List<Integer> statuses(Http.Answer bulk) {
    var statuses = new ArrayList<Integer>();
    bulk.json().path("links").forEach(place -> statuses.add(place.path("status").asInt()));
    return statuses;
  }

  private long links() {
    return plaza
        .get("/rest/v3/short-urls?application=" + application)
        .json()
        .at("/shortUrls/pagination/totalItems")
        .asLong();
  }

  @Test
  void a_dry_run_tells_what_a_call_would_come_to_and_makes_nothing() {
    var taken = "taken-" + application;
    var free = "free-" + application;
    shortener.shorten(to(TARGET).put("code", taken));
    var links = String.join(
        ",",
        "{\"url\":\"https://example.com/1\"}",
        "{\"url\":\"https://example.com/2\",\"code\":\"" + free + "\"}",
        "{\"url\":\"https://example.com/3\",\"code\":\"" + taken + "\"}",
        "{\"url\":\"https://example.com/4\",\"code\":\"shorten\"}",
        "{\"url\":\"gopher://example.com\"}",
        "{\"url\":\"" + plaza.url() + "/5\"}",
        "{\"max_visits\":0,\"colour\":\"red\"}",
        "6");

    var dry = bulk("&dry_run=true", links, "Idempotency-Key", "dry");

    assertThat(dry.status()).isEqualTo(200);
    assertThat(dry.json().at("/links/0"))
        .isEqualTo(Http.JSON.createObjectNode().put("status", 201));
    assertThat(dry.json().at("/links/1")).isEqualTo(dry.json().at("/links/0"));
    assertThat(links()).isEqualTo(1);
    assertThat(plaza.get("/" + free).status()).isEqualTo(404);
    var made = bulk("&dry_run=false", links, "Idempotency-Key", "dry");
    assertThat(statuses(made)).containsExactly(201, 201, 409, 422, 422, 422, 422, 422);
    for (int i = 2; i < statuses(made).size(); i++) {
      assertThat(dry.json().at("/links/" + i)).isEqualTo(made.json().at("/links/" + i));
    }
    assertThat(links()).isEqualTo(3);
  }

  @Test
  void a_dry_run_knows_the_links_of_its_key_and_the_keys_other_use() {
    var made = bulk("", "{\"url\":\"https://example.com/1\"}", "Idempotency-Key", "k");

    var again =
        bulk("&dry_run=true", "{\"url\":\"https://example.com/1\"}", "Idempotency-Key", "k");
    var other =
        bulk("&dry_run=true", "{\"url\":\"https://example.com/2\"}", "Idempotency-Key", "k");

    assertThat(again.json().at("/links/0/status").asInt()).isEqualTo(200);
    assertThat(again.json().at("/links/0/link")).isEqualTo(made.json().at("/links/0/link"));
    assertThat(other.json().at("/links/0/problem/title").asText()).contains("key reused");
    assertThat(bulk("&dry_run=perhaps", "{}").status()).isEqualTo(400);
  }

  @Test
  void a_link_of_many_may_have_a_key_of_its_own_which_holds_in_any_place() {
    var one = "{\"url\":\"https://example.com/1\",\"client_id\":\"one\"}";
    var two = "{\"url\":\"https://example.com/2\",\"client_id\":\"two\"}";
    var bad = "{\"url\":\"https://example.com/3\",\"client_id\":\"a b\"}";

    var first = bulk("", one + "," + two, "Idempotency-Key", "first");
    var second = bulk("", two + "," + bad + "," + one, "Idempotency-Key", "second");

    assertThat(statuses(first)).containsExactly(201, 201);
    assertThat(second.json().at("/links/0/status").asInt()).isEqualTo(200);
    assertThat(second.json().at("/links/0/link")).isEqualTo(first.json().at("/links/1/link"));
    assertThat(second.json().at("/links/1/problem/errors/client_id")).isNotEmpty();
    assertThat(second.json().at("/links/2/link")).isEqualTo(first.json().at("/links/0/link"));
    assertThat(links()).isEqualTo(2);
  }
}
