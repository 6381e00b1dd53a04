package plaza.spec;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every page of the console, in both themes, as the rules of axe-core see it.
@Tag("browser")
class ConsoleAccessibilitySpec {
  private static final String AXE = axe();

  @RegisterExtension
  static final Browser browser = Browser.start();

  private final PlazaServer server = PlazaServer.shared();
  private final Http plaza = server.http();

  private static String axe() {
    try (var script = ConsoleAccessibilitySpec.class.getResourceAsStream("/axe.min.js")) {
      return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void requireAccessible(Tab tab, String what) {
    // What fades in is judged once it is there.
    tab.page()
        .evaluate(
            "Promise.all(document.getAnimations().filter((a) => a.effect.getTiming().iterations !== Infinity).map((a) => a.finished))");
    tab.page().evaluate(AXE);
    var findings = tab.page().evaluate("""
        async () => (await axe.run()).violations
          .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html + ' ' + node.failureSummary).join(' | ')}`)
          .join('; ')
        """);
    assertThat(findings).as(what).isEqualTo("");
  }

  @ParameterizedTest
  @EnumSource(names = {"LIGHT", "DARK"})
  void no_page_has_a_finding(ColorScheme theme) {
    var application = plaza.application();
    var chat = plaza.chatIn(application);
    for (var sender : new String[] {"Ann", "Bob", "Chandra", "市場", "Дарья"}) {
      plaza.post(
          chat + "/messages",
          "{\"body\":\"Testing https://example.org\",\"sender\":\"" + sender + "\"}");
    }
    plaza.patch(chat + "/messages/1", Http.message("Tested"));
    var ann = browser.tab(server, "Ann", theme).open("/");

    assertThat(ann.page().locator(".card").first()).isVisible();
    requireAccessible(ann, "the applications");
    ann.button("New application").click();
    requireAccessible(ann, "a dialog");
    ann.page().keyboard().press("Escape");
    ann.open(Tab.hash(application));
    assertThat(ann.page().locator(".chat-link")).isVisible();
    requireAccessible(ann, "the chats");
    ann.openChat(chat);
    ann.message(1).hover();
    ann.page().getByLabel("Search messages").fill("test");
    assertThat(ann.page().locator(".hit").first()).isVisible();
    requireAccessible(ann, "a chat and a search");
    ann.page().locator(".hit").last().click();
    assertThat(ann.page().locator(".found")).isVisible();
    requireAccessible(ann, "a message that was found");
    linksOf(application, ann);
    ann.open("/#/vitals");
    assertThat(ann.page().locator(".chart").first()).isVisible();
    requireAccessible(ann, "the vital signs");
  }

  private void linksOf(String application, Tab ann) {
    var token = application.replaceFirst(".*/", "");
    var code = plaza
        .post(
            "/shorten?application=" + token,
            "{\"url\":\"https://example.org/a\",\"title\":\"Spring\",\"tags\":[\"mail\"],"
                + "\"valid_until\":\"2099-01-01T00:00:00Z\"}")
        .json()
        .path("code")
        .asText();
    plaza.post("/shorten?application=" + token, "{\"url\":\"https://example.org/b\"}");
    ann.open(Tab.hash(application) + "/links");
    assertThat(ann.page().locator(".link-row")).hasCount(2);
    ann.button("mail 1 link").click();
    assertThat(ann.page().locator(".link-row")).hasCount(1);
    requireAccessible(ann, "the links");
    ann.button("New link").click();
    requireAccessible(ann, "a new link");
    ann.page().keyboard().press("Escape");
    plaza.get("/" + code, "User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:130.0)");
    ann.page().getByText("Spring").click();
    assertThat(ann.page().locator(".bars"))
        .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(20_000));
    requireAccessible(ann, "a link and its counts");
  }
}
