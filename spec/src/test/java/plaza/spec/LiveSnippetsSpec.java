package plaza.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import plaza.contract.engine.FreePort;

/// The code for pages that the documentation shows, in a real browser.
@Tag("browser")
class LiveSnippetsSpec {
  private static final Pattern SNIPPET = Pattern.compile("```js\n(.*?)```", Pattern.DOTALL);

  @Test
  void pages_follow_a_chat_and_send_once_through_a_crash_of_the_server() throws Exception {
    try (var server =
            PlazaServer.on(PlazaServer.temporary(), "--port", Integer.toString(FreePort.next()));
        var browser = Browser.start()) {
      var chat = server.http().chat();
      var page = browser.tab(server, "Ann").expectingOutage().page();
      page.navigate(server.url());
      page.evaluate(
          "([chat, socket]) => {" + snippets() + """
              window.seen = [];
              window.lines = who => window.seen.filter(line => line.startsWith(who)).join();
              follow(chat, (kind, message) => seen.push(`stream ${kind} ${message.body}`));
              window.live =
                  new LiveChat(async () => socket, 1, (kind, message) => seen.push(`socket ${kind} ${message.body}`));
              live.send("one", "Ann");
              }
              """, List.of(chat, socket(server, chat)));
      page.waitForFunction("() => lines('socket') === 'socket created one'");
      page.waitForFunction(
          "() => seen.includes('stream created x') || (live.send('x'), false)",
          null,
          new com.microsoft.playwright.Page.WaitForFunctionOptions().setPollingInterval(200));

      server.kill();
      page.evaluate("() => { live.send('while away'); live.send(' '); }");
      server.start();

      page.waitForFunction("() => lines('socket').includes('socket created while away')");
      page.waitForFunction("() => lines('stream').includes('stream created while away')");
      page.waitForFunction("() => lines('socket').includes('socket refused')");
      var there = server.http().get(chat + "/messages?limit=100").text();
      assertThat(there).containsOnlyOnce("\"while away\"").containsOnlyOnce("\"one\"");
    }
  }

  private static String snippets() throws IOException {
    return SNIPPET
        .matcher(Files.readString(Path.of("..", "docs", "live.md")))
        .results()
        .map((MatchResult match) -> match.group(1))
        .collect(Collectors.joining("\n"));
  }

  private static String socket(PlazaServer server, String chat) {
    return server.url().replace("http", "ws") + "/api/v1/socket?application="
        + chat.split("/", -1)[4];
  }
}
