package plaza.spec;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The console's vital signs: of each node that a balancer leads to, and of all together. What is
/// posted through one node may be counted by another.
@Tag("browser")
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

  @Test
  void the_counters_of_two_nodes_behind_a_balancer_are_not_held_against_each_other() {
    try (var browser = Browser.start()) {
      var asked = new AtomicInteger();
      var ann = browser.tab(server, "Ann");
      ann.page().route("**/metrics", route -> {
        var first = asked.getAndIncrement() % 2 == 0;
        route.fulfill(new Route.FulfillOptions()
            .setBody("""
                plaza_node_info{node="%s"} 1.0
                plaza_messages_posted_total %s
                process_uptime_seconds 9.0
                """.formatted(first ? "a:1" : "b:2", first ? "1000000.0" : "7.0")));
      });

      ann.open("/#/vitals");

      var nodes =
          ann.page().getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName("Nodes"));
      assertThat(nodes.getByRole(AriaRole.BUTTON))
          .hasText(new String[] {"All nodes", "a:1", "b:2"});
      // The page's calls are answered while this thread is in a call of the browser's.
      ann.page().waitForCondition(() -> asked.get() > 4);
      var posted = ann.page().locator(".chart .legend strong").first();
      assertThat(posted).hasText("0");
      nodes.getByText("a:1").click();
      assertThat(posted).hasText("0");
      assertThat(ann.page().locator(".chart")).hasCount(9);
      browser.closeTabs();
    }
  }
}
