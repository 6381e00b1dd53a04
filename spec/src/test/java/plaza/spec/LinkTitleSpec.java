package plaza.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Titles of pages, fetched on request.
class LinkTitleSpec {
  private static PlazaServer near = PlazaServer.shared();

  private final PageServer pages = new PageServer("127.0.0.1");

  @BeforeAll
  static void startOneThatMayFetchFromNearBy() {
    near = PlazaServer.on(PlazaServer.temporary(), "--fetch-from", "127.0.0.1/32");
  }

  @AfterAll
  static void stopIt() {
    near.close();
  }

  @AfterEach
  void stopPages() {
    pages.close();
  }

  private static Http.Answer shorten(PlazaServer server, String url, String... headers) {
    var fields = Http.JSON.createObjectNode().put("url", url).put("fetch_title", true);
    return server.http().post("/shorten", Http.json(fields), headers);
  }

  private static String title(Http.Answer made) {
    assertThat(made.status()).isEqualTo(201);
    return made.json().path("title").asText("");
  }

  @Test
  void a_link_has_its_pages_title_when_that_is_asked_for() {
    var html = "<!doctype html><title>\n Fish &amp;  chips – 魚\n</title><h1>Menu</h1>";
    var url = pages.page("/menu", html);

    var made = shorten(near, url + "?of=today|1");

    assertThat(title(made)).isEqualTo("Fish & chips – 魚");
    assertThat(pages.asked()).containsExactly("/menu?of=today%7C1");
    var code = made.json().path("code").asText();
    var listed = near.http().get("/rest/v3/short-urls/" + code).json();
    assertThat(listed.path("title").asText()).isEqualTo("Fish & chips – 魚");
    assertThat(near.http().get("/" + code).header("Location")).isEqualTo(url + "?of=today|1");
  }

  @Test
  void shlinks_door_does_it_too_and_only_when_that_is_asked_for() {
    var url = pages.page("/door", "<title>Door</title>");
    var fields = Http.JSON.createObjectNode().put("longUrl", url);
    var plain = near.http().post("/rest/v3/short-urls", Http.json(fields));
    assertThat(plain.json().path("title").isNull()).isTrue();

    fields.put("fetchTitle", true);
    var key = new String[] {"Idempotency-Key", UUID.randomUUID().toString()};
    var made = near.http().post("/rest/v3/short-urls", Http.json(fields), key);
    var again = near.http().post("/rest/v3/short-urls", Http.json(fields), key);

    assertThat(made.json().path("title").asText()).isEqualTo("Door");
    assertThat(again.json()).isEqualTo(made.json());
    assertThat(pages.asked()).containsExactly("/door");
  }

  @Test
  void nobody_fetches_what_was_not_asked_for() {
    var url = pages.page("/quiet", "<title>Quiet</title>");

    var made = near.http().post("/shorten", "{\"url\":\"" + url + "\"}");

    assertThat(title(made)).isEmpty();
    var fields = Http.JSON
        .createObjectNode()
        .put("url", url)
        .put("title", "My own")
        .put("fetch_title", true);
    assertThat(title(near.http().post("/shorten", Http.json(fields)))).isEqualTo("My own");
    assertThat(pages.asked()).isEmpty();
  }

  @Test
  void pages_say_in_which_characters_they_are() {
    var told = pages.page(
        "/told", "text/html;Charset=\"ISO-8859-1\"", StandardCharsets.ISO_8859_1, "<title>Käse");
    var meta = pages.page(
        "/meta",
        "text/html",
        StandardCharsets.ISO_8859_1,
        "<meta charset=iso-8859-1><title>Brötchen</title>");

    assertThat(title(shorten(near, told))).isEqualTo("Käse");
    assertThat(title(shorten(near, meta))).isEqualTo("Brötchen");
  }

  @Test
  void what_is_no_page_or_has_no_title_leaves_the_link_without() {
    var picture =
        pages.page("/picture", "image/svg+xml", StandardCharsets.UTF_8, "<svg><title>No</title>");
    var bare = pages.page("/bare", "<h1>No title</h1>");

    assertThat(title(shorten(near, picture))).isEmpty();
    assertThat(title(shorten(near, bare))).isEmpty();
    assertThat(title(shorten(near, pages.url() + "/missing"))).isEmpty();
    assertThat(title(shorten(near, "http://127.0.0.1:1/nobody"))).isEmpty();
    assertThat(title(shorten(near, "http://no-such-host.invalid/"))).isEmpty();
  }

  @Test
  void a_title_is_as_long_as_a_links_may_be() {
    var url = pages.page("/long", "<title>" + "字🌍".repeat(1_000) + "</title>");

    assertThat(title(shorten(near, url))).isEqualTo("字🌍".repeat(256));
  }

  @Test
  void a_page_without_an_end_has_a_beginning() {
    var url = pages.endless("/endless", "<title>The beginning</title>");

    assertThat(title(shorten(near, url))).isEqualTo("The beginning");
  }

  @Test
  void a_page_that_does_not_come_leaves_the_link_without() {
    assertThat(title(shorten(near, pages.silent("/silent")))).isEmpty();
  }

  @Test
  void a_key_that_is_repeated_fetches_nothing_again() {
    var url = pages.page("/once", "<title>Once</title>");
    var key = UUID.randomUUID().toString();

    var first = shorten(near, url, "Idempotency-Key", key);
    var again = shorten(near, url, "Idempotency-Key", key);

    assertThat(title(first)).isEqualTo("Once");
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json()).isEqualTo(first.json());
    assertThat(pages.asked()).hasSize(1);
  }

  @Test
  void redirects_are_followed_and_not_for_ever() {
    var end = pages.page("/end", "<title>The end</title>");
    pages.redirect("/second", "end");
    var loop = pages.redirect("/loop", "/loop");

    assertThat(title(shorten(near, pages.redirect("/first", "/second")))).isEqualTo("The end");
    assertThat(title(shorten(near, pages.redirect("/whole", end)))).isEqualTo("The end");
    assertThat(title(shorten(near, loop))).isEmpty();
    assertThat(pages.asked()).filteredOn("/loop"::equals).hasSizeLessThan(10);
  }

  @Test
  void nothing_near_the_server_is_asked_for_whoever_names_it() {
    var secret = pages.page("/secret", "<title>Secret</title>");
    var port = secret.replaceFirst(".*:(\\d+)/.*", "$1");
    try (var server = PlazaServer.on(PlazaServer.temporary())) {
      for (var host : List.of("127.0.0.1", "localhost", "127.1", "2130706433", "[::1]", "0")) {
        var made = shorten(server, "http://" + host + ":" + port + "/secret");

        assertThat(title(made)).as(host).isEmpty();
      }
    }
    assertThat(pages.asked()).isEmpty();
  }

  @Test
  void a_redirect_leads_nowhere_that_may_not_be_asked_for() {
    try (var other = new PageServer("127.0.0.2")) {
      var secret = other.page("/secret", "<title>Secret</title>");

      assertThat(title(shorten(near, pages.redirect("/lure", secret)))).isEmpty();
      assertThat(title(shorten(near, pages.redirect("/file", "file:///etc/passwd"))))
          .isEmpty();
      assertThat(other.asked()).isEmpty();
      assertThat(pages.asked()).containsExactly("/lure", "/file");
    }
  }
}
