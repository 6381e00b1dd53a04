package plaza.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;

/// Fills a server's directory with everything that the product keeps, each with texts that nobody
/// else may read.
final class EveryKind {
  /// What people wrote: no command shows it.
  static final String[] PRIVATE = {
    "message number",
    "another text",
    "Ann Sender",
    "private.example",
    "Private Title",
    "private-tag",
    "forbidden-word",
    "Test"
  };

  private static final String FIREFOX =
      "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
  private static final String BOT =
      "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";
  private static final String OPERATOR = "/api/v1/operator";
  private static final int VISITS = 3;

  private final Http plaza;
  private final String application;
  private final String query;

  private EveryKind(Http plaza) {
    this.plaza = plaza;
    this.application = plaza.application();
    this.query = "?application=" + application.replaceFirst(".*/", "");
  }

  /// A chat of five messages, the second deleted, the third edited; a chat that was deleted, and
  /// one that is empty; links of every form, and their visits; a host and a link that are
  /// blocked; an application that was deleted.
  static void in(Http plaza) {
    var it = new EveryKind(plaza);
    it.set();
    it.chats();
    it.links();
    it.visits();
    it.blocks();
    it.deletedApplication();
  }

  private void set() {
    var settings = """
        {"max_message_length": 3000, "cors_origins": ["https://private.example"],
         "forbidden_words": ["forbidden-word"], "rate_per_second": 900,
         "link_schemes": ["https", "tel"]}
        """;
    assertThat(plaza.patch(application, settings).status()).isEqualTo(200);
    assertThat(plaza.post(application + "/keys", "").status()).isEqualTo(201);
  }

  private void chats() {
    var chat = plaza.chatIn(application);
    var messages = chat + "/messages";
    for (int n = 1; n <= 5; n++) {
      var text = "{\"body\": \"message number " + n + "\", \"sender\": \"Ann Sender\"}";
      assertThat(plaza.post(messages, text, "Idempotency-Key", "key" + n).status())
          .isEqualTo(201);
    }
    plaza.delete(messages + "/2");
    plaza.patch(messages + "/3", Http.message("another text"));
    var chats = application + "/chats";
    plaza.post(chats, "{}");
    plaza.post(chats, "{}");
    plaza.delete(chats + "/2");
    plaza.get(messages + "/search?q=text&wait=5");
  }

  private String shorten(String fields) {
    var made =
        plaza.post("/shorten" + query, "{\"url\": \"https://private.example/a\"" + fields + "}");
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    return made.json().path("code").asText();
  }

  private void links() {
    shorten("");
    shorten("");
    shorten(
        ", \"code\": \"tagged\", \"title\": \"Private Title\", \"tags\": [\"private-tag\", \"b\"]");
    shorten(
        ", \"code\": \"limited\", \"max_visits\": 2, \"valid_until\": \"2090-01-01T00:00:00Z\"");
    shorten(", \"code\": \"gone\", \"tags\": [\"private-tag\"]");
    shorten(", \"code\": \"busy\"");
    shorten(", \"code\": \"ruled\", \"crawlable\": true");
    var rules = """
        {"redirectRules": [{"longUrl": "https://private.example/phones",
          "conditions": [{"type": "device", "matchKey": null, "matchValue": "ios"}]}]}
        """;
    assertThat(plaza.post(link("ruled") + "/redirect-rules" + query, rules).status())
        .isEqualTo(200);
    plaza.patch(link("tagged") + query, "{\"title\": \"Private Title II\"}");
    assertThat(plaza.delete(link("gone") + query).status()).isEqualTo(204);
    assertThat(plaza.patch(application, "{\"link_codes\": \"plain\"}").status()).isEqualTo(200);
    assertThat(shorten("")).isEqualTo("a");
  }

  private static String link(String code) {
    return "/rest/v3/short-urls/" + code;
  }

  private void visits() {
    for (int i = 0; i < VISITS; i++) {
      plaza.get("/busy", "User-Agent", FIREFOX, "Referer", "https://private.example/from");
      plaza.get("/limited", "User-Agent", FIREFOX);
    }
    plaza.get("/busy", "User-Agent", BOT);
    plaza.get("/nowhere-at-all", "User-Agent", FIREFOX);
    await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
      var stats = plaza.get("/busy/stats" + query).json();
      assertThat(stats.path("clicks").asInt()).isEqualTo(VISITS);
      assertThat(plaza
              .get("/rest/v3/visits" + query)
              .json()
              .findPath("orphanVisits")
              .findPath("total")
              .asInt())
          .isPositive();
    });
  }

  /// What the operator has blocked: a host, and a link.
  private void blocks() {
    assertThat(plaza
            .send("PUT", OPERATOR + "/blocked-hosts/evil.example", new byte[0])
            .status())
        .isEqualTo(200);
    assertThat(plaza.delete(OPERATOR + "/links/gone").status()).isEqualTo(200);
  }

  private void deletedApplication() {
    var doomed = plaza.application();
    plaza.post(plaza.chatIn(doomed) + "/messages", Http.message("message number 1"));
    plaza.post(
        "/shorten?application=" + doomed.replaceFirst(".*/", ""),
        "{\"url\": \"https://private.example/doomed\", \"tags\": [\"private-tag\"]}");
    assertThat(plaza.delete(doomed).status()).isEqualTo(204);
  }
}
