package plaza.spec;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static plaza.spec.LinksPage.TARGET;
import static plaza.spec.LinksPage.enter;
import static plaza.spec.LinksPage.finish;
import static plaza.spec.LinksPage.heading;
import static plaza.spec.LinksPage.names;
import static plaza.spec.LinksPage.rows;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The console's list of short links, as people use it in a real browser.
@Tag("browser")
class ConsoleLinksSpec {
  @RegisterExtension
  static final Browser browser = Browser.start();

  private final PlazaServer server = PlazaServer.shared();
  private final Http plaza = server.http();
  private final String application = plaza.application();
  private final String token = application.replaceFirst(".*/", "");

  private Tab links(String name) {
    return LinksPage.open(browser.tab(server, name), application);
  }

  private String made(String fields) {
    return LinksPage.made(plaza, application, fields);
  }

  @Test
  void links_are_searched_and_narrowed_by_tags_and_turned_over_page_by_page() {
    for (int i = 1; i <= 45; i++) {
      made(",\"title\":\"Offer %d\",\"tags\":[\"t%d\",\"all\"]".formatted(i, i % 3));
    }
    var ann = links("Ann");

    assertThat(rows(ann)).hasCount(20);
    assertThat(names(ann)).startsWith("Offer 45", "Offer 44").endsWith("Offer 26");
    assertThat(ann.page().locator(".links .lead")).hasText("45 links");
    ann.button("Older").click();
    assertThat(ann.page().locator(".pages")).containsText("Page 2 of 3");
    assertThat(heading(ann)).isFocused();
    ann.button("Older").click();
    assertThat(rows(ann)).hasCount(5);
    assertThat(ann.button("Older")).hasCount(0);

    ann.page().getByLabel("Search links").fill("offer 3");
    assertThat(ann.page().locator(".links .lead")).hasText("11 links found");
    assertThat(rows(ann)).hasCount(11);
    ann.button("t1 15 links").click();
    assertThat(ann.page().locator(".links .lead")).hasText("3 links found");
    assertThat(ann.button("t1 15 links")).hasAttribute("aria-pressed", "true");
    assertThat(rows(ann)).hasCount(3);
    assertThat(names(ann)).containsExactly("Offer 37", "Offer 34", "Offer 31");
    ann.button("all 45 links").click();
    assertThat(rows(ann)).hasCount(3);
    ann.button("t2 15 links").click();
    assertThat(ann.page().locator(".state")).containsText("Nothing found");
    ann.button("Show all links").click();
    assertThat(rows(ann)).hasCount(20);
  }

  @Test
  void a_new_link_is_named_as_its_page_is_when_that_is_ticked() {
    try (var pages = new PageServer("127.0.0.1");
        var near = PlazaServer.on(PlazaServer.temporary(), "--fetch-from", "127.0.0.1/32")) {
      var ann = LinksPage.open(browser.tab(near, "Ann"), near.http().application());
      ann.button("New link").click();
      enter(ann, "Long URL", pages.page("/menu", "<title>Fish &amp; chips</title>"));
      ann.dialog().getByLabel("Use the page’s title").check();
      finish(ann, "Create");

      assertThat(rows(ann).locator(".link-name")).hasText("Fish & chips");
      assertThat(pages.asked()).containsExactly("/menu");
      ann.page().locator(".link-row button[aria-label^=Edit]").click();
      assertThat(ann.dialog().getByLabel("Use the page’s title")).hasCount(0);
    }
  }

  @Test
  void an_edit_changes_what_was_changed_in_it_alone() {
    var code = made(",\"title\":\"Spring\",\"tags\":[\"a\"],\"max_visits\":9,"
        + "\"valid_until\":\"2099-12-31T10:20:30.456Z\"");
    var ann = links("Ann");
    ann.button("Edit " + code).click();
    assertThat(ann.dialog().getByLabel("Long URL")).hasValue(TARGET);
    plaza.patch(
        "/rest/v3/short-urls/" + code + "?application=" + token, "{\"title\":\"By another\"}");

    enter(ann, "Tags", "b");
    enter(ann, "Visit limit", "");
    finish(ann, "Save");

    assertThat(rows(ann).locator(".tag")).hasText("b");
    assertThat(rows(ann).locator(".link-name")).hasText("By another");
    assertThat(ann.button("Edit " + code)).isFocused();
    var now = plaza.get("/rest/v3/short-urls/" + code + "?application=" + token).json();
    assertThat(now.path("meta").path("maxVisits").isNull()).isTrue();
    assertThat(now.path("meta").path("validUntil").asText()).startsWith("2099-12-31T10:20:30");

    ann.page().getByText("By another").click();
    ann.button("Edit").click();
    enter(ann, "Title", "");
    finish(ann, "Save");
    assertThat(heading(ann)).hasText(TARGET);
  }

  @Test
  void a_deleted_link_is_gone_from_the_list_and_leads_nowhere() {
    var first = made(",\"title\":\"First\"");
    var second = made(",\"title\":\"Second\"");
    var ann = links("Ann");

    ann.button("Delete " + first).click();
    assertThat(ann.dialog()).containsText("no longer redirect");
    finish(ann, "Delete");
    assertThat(rows(ann)).hasCount(1);
    assertThat(heading(ann)).isFocused();
    assertThat(plaza.get("/" + first).status()).isEqualTo(404);

    ann.page().getByText("Second").click();
    ann.button("Delete").click();
    finish(ann, "Delete");
    assertThat(ann.page().locator(".state")).containsText("No links yet");
    ann.expecting("404").open(Tab.hash(application) + "/links/" + second);
    assertThat(ann.page().locator(".state")).containsText("Link not found");
  }

  @Test
  void a_refused_field_says_why_and_what_was_written_stays() {
    var taken = made("");
    var ann = links("Ann").expecting("400");
    ann.button("New link").click();
    enter(ann, "Long URL", server.url() + "/abc");
    enter(ann, "Title", "Kept");
    finish(ann, "Create");
    assertThat(ann.dialog().locator(".problem")).containsText("Long URL must not lead back here");
    assertThat(ann.dialog().getByLabel("Long URL")).hasAttribute("aria-invalid", "true");
    assertThat(ann.dialog().getByLabel("Long URL")).isFocused();

    enter(ann, "Long URL", TARGET);
    enter(ann, "Code", taken);
    finish(ann, "Create");
    assertThat(ann.dialog().locator(".problem")).containsText("already in use");
    enter(ann, "Code", taken + "-2");
    finish(ann, "Create");

    assertThat(rows(ann)).hasCount(2);
    assertThat(rows(ann).first().locator(".link-name")).hasText("Kept");
  }

  @Test
  void a_link_whose_answer_is_lost_is_made_once() {
    var ann = links("Ann").expectingOutage();
    ann.button("New link").click();
    enter(ann, "Long URL", TARGET);
    ann.page().route(Pattern.compile("/short-urls\\?"), route -> {
      route.fetch();
      route.abort();
    });
    finish(ann, "Create");
    assertThat(ann.dialog().locator(".problem")).hasText("The server can't be reached.");
    ann.page().unrouteAll();

    finish(ann, "Create");

    assertThat(rows(ann)).hasCount(1);
  }

  @Test
  void a_link_that_leads_nowhere_any_more_says_so() {
    var ann = links("Ann");
    ann.button("New link").click();
    enter(ann, "Long URL", TARGET);
    enter(ann, "Valid until", "2020-01-31T10:20:30");
    enter(ann, "Visit limit", "1000");
    finish(ann, "Create");

    assertThat(rows(ann).locator(".limit.over")).containsText("Expired Friday, 31 January 2020");
    assertThat(rows(ann).locator(".limit:not(.over)")).hasText("At most 1,000 visits");
  }

  @Test
  void links_are_made_found_and_deleted_with_the_keyboard() {
    made(",\"title\":\"Other\"");
    var ann = links("Ann");
    assertThat(rows(ann)).hasCount(1);
    var keys = ann.page().keyboard();

    ann.button("New link").focus();
    keys.press("Enter");
    assertThat(ann.dialog().getByLabel("Long URL")).isFocused();
    keys.type(TARGET);
    keys.press("Tab");
    keys.press("Tab");
    keys.type("By keys");
    keys.press("Enter");
    assertThat(rows(ann)).hasCount(2);
    assertThat(ann.button("New link")).isFocused();

    keys.press("/");
    keys.type("by keys");
    assertThat(rows(ann)).hasCount(1);
    rows(ann).locator(".link-actions button").last().focus();
    keys.press("Enter");
    assertThat(ann.dialog()).containsText("Delete");
    keys.press("Tab");
    keys.press("Enter");
    assertThat(ann.page().locator(".state")).containsText("Nothing found");
  }

  @Test
  void another_applications_links_are_not_shown() {
    var code = made("");
    var other = plaza.application();
    var mallory = browser.tab(server, "Mallory").open(Tab.hash(other) + "/links");

    assertThat(mallory.page().locator(".state")).containsText("No links yet");
    mallory.expecting("404").open(Tab.hash(other) + "/links/" + code);
    assertThat(mallory.page().locator(".state")).containsText("Link not found");
  }

  @Test
  void links_that_can_not_be_read_say_so_and_are_tried_again() {
    made("");
    var ann = browser.tab(server, "Ann").expectingOutage();
    ann.page().route(Pattern.compile("/rest/v3/"), route -> route.abort());
    ann.open(Tab.hash(application) + "/links");
    assertThat(ann.page().locator(".state")).containsText("The server can't be reached.");
    ann.page().unrouteAll();

    ann.button("Try again").click();

    assertThat(rows(ann)).hasCount(1);
  }
}
