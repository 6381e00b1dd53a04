package plaza.spec;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// The console's vital signs: those of the server that it is loaded from. In a cluster each node
/// has its own, and what is posted through one may be counted by another.
class ConsoleVitalsSpec {
  private final PlazaServer server = PlazaServer.shared();
  private final Http plaza = server.http();

  @Test
  void the_vital_signs_are_drawn_while_they_change() {
    try (var browser = Browser.start()) {
      var chat = plaza.chat();
      var ann = browser.tab(server, "Ann").open("/#/vitals");
      assertThat(ann.page().locator(".chart")).hasCount(9);
      var items = LongStream.rangeClosed(1, 1_000)
          .mapToObj("{\"body\":\"Message %d\"}"::formatted)
          .collect(Collectors.joining(","));

      for (int i = 0; i < 3; i++) {
        var posted = plaza.post(chat + "/messages/bulk", "{\"messages\":[" + items + "]}");
        assertThat(posted.status()).isEqualTo(201);
      }

      ann.page().waitForFunction("""
          () => Number(document.querySelector('.chart .legend strong').textContent.replace(',', '')) > 0
          """);
      assertThat(ann.page().locator(".plot .line").first())
          .hasAttribute("d", Pattern.compile("M.*L.*"));
      assertThat(ann.page()
              .getByRole(
                  AriaRole.IMG,
                  new Page.GetByRoleOptions().setName(Pattern.compile("^Memory: heap \\d+ MiB"))))
          .isVisible();
      browser.closeTabs();
    }
  }
}
