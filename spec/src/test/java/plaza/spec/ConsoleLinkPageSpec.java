package plaza.spec;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static plaza.spec.LinksPage.TARGET;
import static plaza.spec.LinksPage.enter;
import static plaza.spec.LinksPage.figure;
import static plaza.spec.LinksPage.finish;
import static plaza.spec.LinksPage.heading;
import static plaza.spec.LinksPage.rows;
import static plaza.spec.LinksPage.table;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// One short link in the console: what it says, its QR code, its counts.
@Tag("browser")
class ConsoleLinkPageSpec {
  private static final String FIREFOX =
      "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0";
  private static final String BOT =
      "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";

  /// Visits are written down, and the page asks for them, every now and then.
  private static final double COUNTED_MS_MAX = 20_000;

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

  private void follow(String code, String userAgent) {
    var followed = plaza.get(
        "/" + code,
        "User-Agent",
        userAgent,
        "Accept-Language",
        "de",
        "Referer",
        "https://news.example/");
    assertThat(followed.status()).isEqualTo(302);
  }

  @Test
  void a_link_is_made_and_whoever_follows_it_is_counted() {
    var code = "spring-" + token;
    var ann = browser.tab(server, "Ann").open(Tab.hash(application));
    ann.page().locator(".tabs").getByText("Links").click();
    assertThat(ann.page().getByText("No links yet")).isVisible();

    ann.button("New link").click();
    enter(ann, "Long URL", TARGET);
    enter(ann, "Code", code);
    enter(ann, "Title", "Spring sale");
    enter(ann, "Tags", "mail, spring ,mail");
    enter(ann, "Valid until", "2099-12-31T10:20:30");
    finish(ann, "Create");

    assertThat(rows(ann)).hasCount(1);
    assertThat(rows(ann).locator(".link-name")).hasText("Spring sale");
    assertThat(rows(ann).locator(".link-short a")).hasAttribute("href", server.url() + "/" + code);
    assertThat(rows(ann).locator(".link-long")).hasText(TARGET);
    assertThat(rows(ann).locator(".link-clicks")).hasText("0 clicks");
    assertThat(rows(ann).locator(".limit")).containsText("31 December 2099 at 10:20:30");
    assertThat(rows(ann).locator(".tag")).hasText(new String[] {"mail", "spring"});

    ann.page().getByText("Spring sale").click();
    assertThat(ann.page().locator(".link-stats .state")).containsText("No visits yet");
    assertThat(heading(ann)).isFocused();
    follow(code, FIREFOX);
    follow(code, FIREFOX);
    follow(code, BOT);

    assertThat(figure(ann, "Clicks")).hasText("2", new HasTextOptions().setTimeout(COUNTED_MS_MAX));
    assertThat(figure(ann, "Bots")).hasText("1", new HasTextOptions().setTimeout(COUNTED_MS_MAX));
    assertThat(figure(ann, "Unique visitors")).hasText("1");
    assertThat(table(ann, "Referrers").locator("tbody")).hasText("news.example2100 %");
    assertThat(table(ann, "Browsers").locator("tbody")).hasText("Firefox2100 %");
    assertThat(table(ann, "Systems").locator("tbody")).hasText("Linux2100 %");
    assertThat(table(ann, "Devices").locator("tbody")).hasText("Desktop2100 %");
    assertThat(table(ann, "Languages").locator("tbody")).hasText("German2100 %");
    assertThat(table(ann, "Day by day (UTC)").locator("tbody td"))
        .hasText(new String[] {"2", "1", "1"});
    assertThat(ann.page()
            .getByRole(
                AriaRole.IMG,
                new Page.GetByRoleOptions()
                    .setName(Pattern.compile("^Clicks by day, .*: at most 2, .*"))))
        .isVisible();

    ann.page().getByText("All links").click();
    assertThat(rows(ann).locator(".link-clicks")).hasText("2 clicks");
  }

  @Test
  void a_link_has_a_qr_code_and_its_short_url_is_copied() {
    var code = made("");
    var ann = links("Ann");
    ann.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));

    ann.button("Copy the short URL of " + code).click();
    assertThat(ann.page().locator(".toast")).hasText("The short URL was copied.");
    assertThat(ann.page().evaluate("navigator.clipboard.readText()"))
        .isEqualTo(server.url() + "/" + code);
    ann.page().getByText(TARGET).click();

    var image = ann.page()
        .getByRole(
            AriaRole.IMG,
            new Page.GetByRoleOptions().setName("QR code of " + server.url() + "/" + code));
    assertThat(image).isVisible();
    ann.page().waitForFunction("() => document.querySelector('.qr img').naturalWidth > 0");
  }

  @Test
  void what_a_link_and_its_visitors_say_is_text_and_never_markup() {
    var hostile = "<img src=x onerror=alert(1)>";
    var code = made(",\"title\":\"%s\",\"tags\":[\"%s\"],\"code\":\"~'()*!ß-%s\""
        .formatted(hostile, hostile, token));
    var ann = links("Ann");

    assertThat(rows(ann).locator(".link-name")).hasText(hostile);
    assertThat(rows(ann).locator(".tag")).hasText(hostile);
    ann.button(hostile + " 1 link").click();
    rows(ann).locator(".link-name a").click();

    assertThat(heading(ann)).hasText(hostile);
    assertThat(ann.page().locator(".link-terms .tag")).hasText(hostile);
    assertThat(ann.page().locator(".link-terms")).containsText(code);
    assertThat(ann.page().locator("img[src=x]")).hasCount(0);
    ann.page().reload();
    assertThat(heading(ann)).hasText(hostile);
  }

  @Test
  void only_addresses_of_web_pages_can_be_clicked() {
    plaza.patch(application, "{\"link_schemes\":[\"tel\"]}");
    var answer =
        plaza.post("/shorten?application=" + token, "{\"url\":\"tel:+4312345\",\"title\":\"Odd\"}");
    assertThat(answer.status()).isEqualTo(201);
    var ann = links("Ann");

    assertThat(rows(ann).locator(".link-long")).hasText("tel:+4312345");
    assertThat(rows(ann).locator(".link-long a")).hasCount(0);
  }

  @Test
  void a_phone_shows_links_and_counts_without_scrolling_sideways() {
    var code =
        made(",\"title\":\"" + "wide ".repeat(40) + "\",\"tags\":[\"" + "x".repeat(200) + "\"]");
    follow(code, FIREFOX);
    var ann = browser.phone(server, "Ann").open(Tab.hash(application) + "/links");
    assertThat(rows(ann)).hasCount(1);
    assertThat(ann.page().evaluate("document.getElementById('content').scrollWidth"))
        .isEqualTo(390);

    rows(ann).locator(".link-name a").click();

    assertThat(figure(ann, "Clicks")).hasText("1", new HasTextOptions().setTimeout(COUNTED_MS_MAX));
    assertThat(ann.page().evaluate("document.getElementById('content').scrollWidth"))
        .isEqualTo(390);
    ann.page().locator(".tabs").getByText("Chats").click();
    assertThat(ann.page().locator(".sidebar")).isVisible();
  }
}
