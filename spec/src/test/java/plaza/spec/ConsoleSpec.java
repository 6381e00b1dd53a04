package plaza.spec;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The console, as people use it in a real browser.
@Tag("browser")
class ConsoleSpec {
  @RegisterExtension
  static final Browser browser = Browser.start();

  private final PlazaServer server = PlazaServer.shared();
  private final Http plaza = server.http();

  /// Posts messages `Message 1` … by many senders.
  private void fill(String chat, long from, long to) {
    for (long start = from; start <= to; start += 1_000) {
      var items = LongStream.rangeClosed(start, Math.min(to, start + 999))
          .mapToObj(
              i -> "{\"body\":\"Message %d\",\"sender\":\"Guest %d\"}".formatted(i, i / 3 % 7))
          .collect(Collectors.joining(","));
      assertThat(plaza
              .post(chat + "/messages/bulk", "{\"messages\":[" + items + "]}")
              .status())
          .isEqualTo(201);
    }
  }

  @Test
  void the_page_is_served_with_a_strict_policy_and_a_tag() {
    var page = plaza.get("/");

    assertThat(page.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
    assertThat(page.header("Content-Security-Policy"))
        .startsWith("default-src 'none'; script-src 'self'; style-src 'self';")
        .endsWith("frame-ancestors 'none'");
    assertThat(page.header("Cache-Control")).isEqualTo("no-cache");
    assertThat(plaza.get("/", "If-None-Match", page.header("ETag")).status()).isEqualTo(304);
    assertThat(plaza.get("/console/main.js", "Accept", "text/javascript").header("Content-Type"))
        .isEqualTo("text/javascript; charset=utf-8");
    assertThat(plaza.get("/console/secrets.js").status()).isEqualTo(404);
    assertThat(plaza.get("/console/..%2Findex.html").status()).isEqualTo(404);
    assertThat(plaza.post("/", "{}").status()).isEqualTo(405);
  }

  @Test
  void a_user_makes_an_application_and_a_chat_and_writes_edits_deletes_and_finds() {
    var ann = browser.tab(server, "Ann").open("/");
    ann.button("New application").click();
    ann.fillDialog("Name", "Harbour", "Create");
    assertThat(ann.page().getByRole(AriaRole.HEADING).first()).hasText("Harbour is ready");
    ann.page().getByText("Open it").click();
    ann.button("New chat").click();
    ann.fillDialog("Name", "Order desk", "Create");
    assertThat(ann.page().locator(".titles h2")).hasText("Order desk");

    ann.write("Crème brûlée, and https://example.org/menu.")
        .write("<b>bold</b>")
        .write("wrong");
    ann.see(3, "wrong");
    assertThat(ann.page().locator("[data-pending]")).hasCount(0);
    assertThat(ann.message(1).locator(".body a")).hasAttribute("href", "https://example.org/menu");
    ann.see(2, "<b>bold</b>");

    ann.message(2).hover();
    ann.button("Edit").click();
    assertThat(ann.page().locator(".banner")).containsText("Editing message #2");
    ann.write("plain 世界");
    ann.see(2, "plain 世界");
    assertThat(ann.message(2).locator(".edited")).isVisible();

    ann.message(3).hover();
    ann.button("Delete").click();
    ann.dialog()
        .getByText("Delete", new Locator.GetByTextOptions().setExact(true))
        .click();
    assertThat(ann.message(3)).hasCount(0);
    assertThat(ann.page().locator(".subtitle")).containsText("2 messages");

    ann.page().getByLabel("Search messages").fill("brulee");
    assertThat(ann.page().locator(".hit")).hasCount(1);
    assertThat(ann.page().locator(".hit mark")).hasText("brûlée");
    ann.page().locator(".hit").click();
    assertThat(ann.message(1)).hasClass(Pattern.compile(".*\\bfound\\b.*"));
    assertThat(ann.page()).hasURL(Pattern.compile(".*/chats/1/messages/1$"));
  }

  @Test
  void two_people_see_each_other_write_edit_and_delete() {
    var chat = plaza.chat();
    fill(chat, 1, 100);
    var ann = browser.tab(server, "Ann").openChat(chat);
    var bob = browser.tab(server, "Bob").openChat(chat);

    ann.write("Are you there?");
    bob.see(101, "Are you there?");
    bob.write("I am");
    ann.see(102, "I am");
    assertThat(bob.messages().filter(new Locator.FilterOptions().setHasText("I am")))
        .hasCount(1);

    bob.page().keyboard().press("ArrowUp");
    assertThat(bob.page().locator(".banner")).containsText("Editing message #102");
    bob.write("I am, now");
    ann.see(102, "I am, now");

    ann.page().locator(".log").evaluate("log => { log.scrollTop -= 900 }");
    assertThat(ann.page().locator(".jump")).hasText("Jump to latest");
    bob.write("Look down");
    assertThat(ann.page().locator(".jump")).hasText("1 new");
    ann.page().locator(".jump").click();
    ann.see(103, "Look down");
    assertThat(ann.page().locator(".jump")).isHidden();

    plaza.delete(chat + "/messages/101");
    assertThat(ann.message(101)).hasCount(0);
    assertThat(bob.message(101)).hasCount(0);
  }

  @Test
  void an_edit_of_what_somebody_else_has_changed_is_not_lost_and_loses_nothing() {
    var chat = plaza.chat();
    plaza.post(chat + "/messages", "{\"body\":\"first\",\"sender\":\"Ann\"}");
    var ann = browser.tab(server, "Ann").openChat(chat);
    ann.message(1).hover();
    ann.button("Edit").click();
    assertThat(ann.page().locator(".banner")).isVisible();
    plaza.patch(chat + "/messages/1", Http.message("second"));
    ann.see(1, "second");
    // The browser tells of every answer that is not a success.
    ann.expecting("412");

    ann.write("third");

    assertThat(ann.page().locator(".banner")).containsText("changed by someone else");
    ann.see(1, "second");
    ann.page().getByText("Save mine anyway").click();
    ann.see(1, "third");
  }

  @Test
  void a_long_chat_is_scrolled_back_to_its_beginning_in_a_bounded_page_without_a_jump() {
    var chat = plaza.chat();
    fill(chat, 1, 4_000);
    var ann = browser.tab(server, "Ann").openChat(chat);
    ann.see(4_000, "Message 4000");

    var jump = ann.page().evaluate("""
        async () => {
          const log = document.querySelector('.log');
          const frame = () => new Promise(requestAnimationFrame);
          const first = () => document.querySelector('[data-number]').dataset.number;
          const before = first();
          log.scrollTop = 700;
          const row = [...document.querySelectorAll('[data-number] .message')]
            .find((one) => one.getBoundingClientRect().top > log.getBoundingClientRect().top);
          const top = row.getBoundingClientRect().top;
          while (first() === before) {
            await frame();
          }
          await frame();
          return Math.abs(row.getBoundingClientRect().top - top);
        }
        """);
    assertThat(((Number) jump).doubleValue()).isLessThan(2);

    assertThat(scroll(ann, "0", 1)).isLessThanOrEqualTo(300);
    ann.see(1, "Message 1");
    assertThat(ann.page().locator(".beginning")).isVisible();
    assertThat(scroll(ann, "log.scrollHeight", 4_000)).isLessThanOrEqualTo(300);
    ann.page().locator(".log").evaluate("log => { log.scrollTop = log.scrollHeight }");
    assertThat(ann.page().locator(".jump")).isHidden();
  }

  /// Scrolls until a message is in the page; the most rows that were in it on the way.
  private static int scroll(Tab tab, String to, long number) {
    return (int) tab.page().evaluate("""
        async () => {
          const log = document.querySelector('.log');
          let most = 0;
          while (!document.querySelector(`[data-number="%d"]`)) {
            log.scrollTop = %s;
            await new Promise(requestAnimationFrame);
            most = Math.max(most, document.querySelectorAll('.entry').length);
          }
          return most;
        }
        """.formatted(number, to));
  }

  @Test
  void an_address_leads_to_a_message_amid_its_neighbours() {
    var chat = plaza.chat();
    fill(chat, 1, 1_500);
    var ann = browser.tab(server, "Ann").open(Tab.hash(chat) + "/messages/711");

    assertThat(ann.message(711)).isInViewport();
    assertThat(ann.message(710)).isInViewport();
    assertThat(ann.message(712)).isInViewport();

    ann.button("Go to a message by its number").click();
    ann.fillDialog("Number", "30", "Go");
    assertThat(ann.message(30)).isInViewport();
    ann.page().goBack();
    assertThat(ann.message(711)).isInViewport();
  }

  @Test
  void a_phone_shows_one_pane_at_a_time() {
    var application = plaza.application();
    var chat = plaza.chatIn(application);
    fill(chat, 1, 30);
    var ann = browser.phone(server, "Ann").open(Tab.hash(application));

    ann.page().getByText("Chat 1").first().click();
    assertThat(ann.message(30)).isInViewport();
    assertThat(ann.page().locator(".sidebar")).isHidden();
    ann.write("From the road");
    ann.see(31, "From the road");
    assertThat((Integer) ann.page().evaluate("document.documentElement.scrollWidth"))
        .isLessThanOrEqualTo(390);

    ann.button("Search").click();
    ann.page().getByLabel("Search messages").fill("road");
    ann.page().locator(".hit").click();
    assertThat(ann.page().locator(".search-panel")).isHidden();
    assertThat(ann.message(31)).isInViewport();

    ann.page().locator(".back").click();
    assertThat(ann.page().locator(".sidebar")).isVisible();
    assertThat(ann.page().locator(".pane")).isHidden();
  }

  @Test
  void everything_is_done_with_the_keyboard() {
    var application = plaza.application();
    plaza.chatIn(application);
    fill(plaza.chatIn(application), 1, 40);
    var ann = browser.tab(server, "Ann").open(Tab.hash(application));
    var keys = ann.page().keyboard();
    var chats = ann.page().locator(".chat-link");
    assertThat(chats).hasCount(2);

    chats.first().focus();
    keys.press("ArrowDown");
    assertThat(chats.nth(1)).isFocused();
    keys.press("ArrowUp");
    keys.press("Enter");
    assertThat(ann.message(40)).isVisible();

    ann.page()
        .getByLabel("Message", new Page.GetByLabelOptions().setExact(true))
        .focus();
    keys.type("two");
    keys.press("Shift+Enter");
    keys.type("lines");
    keys.press("Enter");
    ann.see(41, "two\nlines");

    ann.page().locator(".log").focus();
    keys.press("ArrowUp");
    assertThat(ann.message(41)).isFocused();
    keys.press("e");
    assertThat(ann.page().locator(".banner")).containsText("Editing message #41");
    keys.press("Escape");
    assertThat(ann.page().locator(".banner")).isHidden();
    ann.page().locator(".log").focus();
    keys.press("ArrowUp");
    keys.press("Delete");
    assertThat(ann.dialog()).containsText("Delete message #41?");
    keys.press("Tab");
    keys.press("Enter");
    assertThat(ann.message(41)).hasCount(0);

    ann.page().locator(".log").focus();
    keys.press("/");
    keys.type("sage 7");
    assertThat(ann.page().locator(".hit").first()).isVisible();
    keys.press("Escape");
    assertThat(ann.page().locator(".search-panel")).isHidden();
  }
}
