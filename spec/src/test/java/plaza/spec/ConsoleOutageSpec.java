package plaza.spec;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import plaza.contract.engine.FreePort;

/// The console during outages of servers and networks.
@Tag("browser")
class ConsoleOutageSpec {
  @RegisterExtension
  static final Browser browser = Browser.start();

  private static PlazaServer server;
  private static Http plaza;

  @BeforeAll
  static void start() throws IOException {
    server = PlazaServer.on(PlazaServer.temporary(), "--port", Integer.toString(FreePort.next()));
    plaza = server.http();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static List<String> stored(String chat) {
    return plaza.get(chat + "/messages").json().findValues("body").stream()
        .map(JsonNode::asText)
        .toList();
  }

  @Test
  void what_is_written_while_the_server_is_down_arrives_once_and_in_order() {
    var chat = plaza.chat();
    var ann = browser.tab(server, "Ann").openChat(chat).expectingOutage();
    ann.write("before");
    ann.see(1, "before");

    server.stop();
    assertThat(ann.page().locator(".connection")).containsText("reconnecting");
    ann.write("one").write("two").write("three");
    assertThat(ann.page().locator("[data-pending]")).hasCount(3);
    ann.open("about:blank");
    server.start();
    ann.open(Tab.hash(chat));

    ann.see(4, "three");
    assertThat(ann.page().locator("[data-pending]")).hasCount(0);
    assertThat(ann.page().locator(".connection")).hasText("Connected");
    assertThat(ann.bodies()).containsExactly("before", "one", "two", "three");
    assertThat(stored(chat)).containsExactly("before", "one", "two", "three");
  }

  @Test
  void a_page_that_stays_open_goes_on_when_the_server_is_back() {
    var chat = plaza.chat();
    var ann = browser.tab(server, "Ann").openChat(chat).expectingOutage();
    server.stop();
    assertThat(ann.page().locator(".connection")).containsText("reconnecting");
    ann.write("one").write("two");
    server.start();

    plaza.post(chat + "/messages", "{\"body\":\"from Bob\",\"sender\":\"Bob\"}");

    assertThat(ann.page().locator("[data-pending]")).hasCount(0);
    assertThat(ann.messages()).hasCount(3);
    assertThat(ann.page().locator(".connection")).hasText("Connected");
    ann.write("three");
    ann.see(4, "three");
    assertThat(ann.bodies()).isEqualTo(stored(chat)).contains("one", "two", "from Bob");
    assertThat(stored(chat).indexOf("one")).isLessThan(stored(chat).indexOf("two"));
  }

  @Test
  void a_send_whose_answer_is_lost_is_repeated_and_posted_once() {
    var chat = plaza.chat();
    var ann = browser.tab(server, "Ann").openChat(chat).expectingOutage();
    var calls = new AtomicInteger();
    ann.page().route("**/messages", route -> {
      if (route.request().method().equals("POST") && calls.incrementAndGet() <= 2) {
        route.fetch();
        route.abort();
      } else {
        route.resume();
      }
    });

    ann.write("once").write("then this");

    ann.see(2, "then this");
    assertThat(ann.page().locator("[data-pending]")).hasCount(0);
    assertThat(ann.bodies()).containsExactly("once", "then this");
    assertThat(stored(chat)).containsExactly("once", "then this");
    assertThat(calls).hasValue(4);
  }

  @Test
  void what_happens_while_a_browser_is_offline_is_told_afterwards() {
    var application = plaza.application();
    var chat = plaza.chatIn(application);
    var other = plaza.chatIn(application);
    plaza.post(chat + "/messages", "{\"body\":\"to be edited\"}");
    plaza.post(chat + "/messages", "{\"body\":\"to be deleted\"}");
    var ann = browser.tab(server, "Ann").openChat(chat).expectingOutage();
    var badge = ann.page()
        .locator(
            ".chat-link", new com.microsoft.playwright.Page.LocatorOptions().setHasText("Chat 2"));
    assertThat(badge).isVisible();

    ann.context().setOffline(true);
    assertThat(ann.page().locator(".connection")).hasText("Offline");
    plaza.patch(chat + "/messages/1", Http.message("edited"));
    plaza.delete(chat + "/messages/2");
    plaza.post(chat + "/messages", "{\"body\":\"new\"}");
    plaza.post(other + "/messages", "{\"body\":\"elsewhere\"}");
    ann.context().setOffline(false);

    assertThat(ann.page().locator(".connection")).hasText("Connected");
    ann.see(1, "edited");
    ann.see(3, "new");
    assertThat(ann.messages()).hasCount(2);
    // Only a subscription that goes on from its cursor is told of what nobody looked at.
    assertThat(badge.locator(".badge")).hasText("1 new");
  }

  @Test
  void a_refused_message_says_why_and_can_be_sent_again_or_discarded() {
    var application = plaza.application();
    plaza.patch(application, "{\"forbidden_words\":[\"rhubarb\"]}");
    var ann = browser.tab(server, "Ann").openChat(plaza.chatIn(application)).expecting("422");

    ann.write("rhubarb pie").write("apple pie");

    ann.see(1, "apple pie");
    var refused = ann.page().locator(".failed");
    assertThat(refused).containsText("not sent");
    plaza.patch(application, "{\"forbidden_words\":[]}");
    refused.getByText("Try again").click();
    ann.see(2, "rhubarb pie");
    assertThat(refused).hasCount(0);
  }

  @Test
  void an_event_source_of_the_browser_goes_on_by_itself() {
    var chat = plaza.chat();
    var tab = browser.tab(server, "Ann").open("/").expectingOutage();
    tab.page().evaluate("""
        (url) => new Promise((resolve) => {
          window.seen = [];
          const source = new EventSource(url);
          source.onopen = resolve;
          for (const kind of ['created', 'edited', 'deleted']) {
            source.addEventListener(kind, ({ data }) => window.seen.push(`${kind} ${JSON.parse(data).number}`));
          }
        })
        """, chat + "/events");
    plaza.post(chat + "/messages", Http.message("one"));
    awaitSeen(tab, 1);

    server.stop();
    server.start();
    plaza.post(chat + "/messages", Http.message("two"));
    plaza.delete(chat + "/messages/1");

    assertThat(awaitSeen(tab, 3)).containsExactly("created 1", "created 2", "deleted 1");
  }

  @Test
  void a_web_socket_of_the_browser_goes_on_from_its_cursor() {
    var chat = plaza.chat();
    var token = chat.split("/", -1)[4];
    var tab = browser.tab(server, "Ann").open("/").expectingOutage();
    tab.page().evaluate("""
        (token) => {
          window.seen = [];
          window.connect = (after) => new Promise((resolve) => {
            const socket = new WebSocket(`${location.origin.replace('http', 'ws')}/api/v1/socket?application=${token}`);
            socket.onopen = () => socket.send(JSON.stringify({ type: 'subscribe', ref: 1, chat: 1, after }));
            socket.onmessage = ({ data }) => {
              const frame = JSON.parse(data);
              window.cursor = frame.cursor;
              frame.type === 'subscribed' ? resolve() : window.seen.push(`${frame.event} ${frame.message.number}`);
            };
            socket.onclose = () => { window.lost = true; };
          });
          return window.connect();
        }
        """, token);
    plaza.post(chat + "/messages", Http.message("one"));
    awaitSeen(tab, 1);

    server.stop();
    tab.page().waitForFunction("() => window.lost");
    server.start();
    plaza.post(chat + "/messages", Http.message("two"));
    tab.page().evaluate("window.connect(window.cursor)");
    plaza.post(chat + "/messages", Http.message("three"));

    assertThat(awaitSeen(tab, 3)).containsExactly("created 1", "created 2", "created 3");
  }

  private static List<String> awaitSeen(Tab tab, int count) {
    tab.page().waitForFunction("() => window.seen.length >= " + count);
    var seen = new ArrayList<String>();
    ((List<?>) tab.page().evaluate("window.seen"))
        .forEach(event -> seen.add(String.valueOf(event)));
    return seen;
  }
}
