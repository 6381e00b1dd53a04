package plaza.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The operator's moderation of links, and the links of deleted applications.
class LinkModerationSpec {
  private static final Pattern KEY = Pattern.compile("operator key: (\\S+)");
  private static final String OPERATOR = "/api/v1/operator";

  private static PlazaServer server;
  private static String operatorKey;

  private final Owner ann = owner();

  private record Owner(String token, String secret) {
    Http http() {
      return server.http().as(secret);
    }
  }

  @BeforeAll
  static void start() {
    server = PlazaServer.on(PlazaServer.temporary(), "--keys");
    var key = KEY.matcher(server.output());
    assertThat(key.find()).isTrue();
    operatorKey = key.group(1);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Http operator() {
    return server.http().as(operatorKey);
  }

  private static Owner owner() {
    var made = operator().post("/api/v1/applications", "{\"name\":\"Ann's\"}").json();
    return new Owner(made.path("token").asText(), made.path("secret").asText());
  }

  private static String link(Owner owner, String url) {
    var made = owner.http().post("/shorten", "{\"url\":\"" + url + "\",\"crawlable\":true}");
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    return made.json().path("code").asText();
  }

  private static void rule(Owner owner, String code, String url) {
    var rules = "{\"redirectRules\":[{\"longUrl\":\"" + url
        + "\",\"conditions\":[{\"type\":\"any-value-query-param\",\"matchKey\":\"x\"}]}]}";
    var set = owner.http().post("/rest/v3/short-urls/" + code + "/redirect-rules", rules);
    assertThat(set.status()).as(set.text()).isEqualTo(200);
  }

  private static Http.Answer put(String path, String json) {
    return operator()
        .send(
            "PUT", path, json.getBytes(StandardCharsets.UTF_8), "Content-Type", "application/json");
  }

  private static int status(String path) {
    return server.http().get(path).status();
  }

  @Test
  void the_operator_finds_whose_a_link_is_and_takes_it_down() throws Exception {
    var code = link(ann, "https://example.com/phish");
    assertThat(status("/" + code)).isEqualTo(302);

    var found = operator().get(OPERATOR + "/links/" + code).json();
    assertThat(found.at("/application/token").asText()).isEqualTo(ann.token());
    assertThat(found.path("url").asText()).isEqualTo("https://example.com/phish");
    assertThat(found.path("taken_down").isNull()).isTrue();
    assertThat(Commands.run("links", "owner", code, "--data", server.data().toString())
            .output())
        .contains(ann.token(), "https://example.com/phish");

    var down = operator().delete(OPERATOR + "/links/" + code + "?reason=Phishing");
    assertThat(down.json().at("/taken_down/reason").asText()).isEqualTo("Phishing");
    await().until(() -> status("/" + code) == 404);
    assertThat(server.http().get("/" + code).text())
        .isEqualTo(server.http().get("/nobody-has-this").text());
    assertThat(status("/" + code + "/qr-code")).isEqualTo(404);
    assertThat(server.http().get("/robots.txt").text()).doesNotContain(code);
    var read = ann.http().get("/rest/v3/short-urls/" + code).json();
    assertThat(read.path("blocked").asText()).isEqualTo("Phishing");
    assertThat(ann.http().get("/" + code + "/stats").json().path("blocked").asText())
        .isEqualTo("Phishing");

    server.stop();
    server.start();
    assertThat(status("/" + code)).isEqualTo(404);

    assertThat(Commands.run("links", "restore", code, "--data", server.data().toString())
            .code())
        .isZero();
    await().until(() -> status("/" + code) == 302);
    assertThat(operator().get(OPERATOR + "/links/nobody-has-this").status()).isEqualTo(404);
  }

  @Test
  void a_blocked_host_is_led_to_by_no_link_old_or_new_and_by_no_rule() throws Exception {
    var old = link(ann, "https://www.evil.example/a");
    var ruled = link(ann, "https://good.example/");
    rule(ann, ruled, "https://evil.example/b");
    assertThat(server.http().get("/" + ruled + "?x=1").header("Location"))
        .startsWith("https://evil.example/b");

    assertThat(put(OPERATOR + "/blocked-hosts/Evil.Example", "{\"reason\":\"Malware\"}")
            .json()
            .path("host")
            .asText())
        .isEqualTo("evil.example");

    await().until(() -> status("/" + old) == 404);
    assertThat(server.http().get("/" + ruled + "?x=1").header("Location"))
        .startsWith("https://good.example/");
    assertThat(
            ann.http().post("/shorten", "{\"url\":\"https://evil.example./c\"}").status())
        .isEqualTo(422);
    assertThat(operator().get(OPERATOR + "/blocked-hosts").json().findValuesAsText("host"))
        .contains("evil.example");
    assertThat(
            Commands.run("links", "blocked", "--data", server.data().toString()).output())
        .contains("evil.example", "Malware");

    assertThat(operator().delete(OPERATOR + "/blocked-hosts/evil.example").status())
        .isEqualTo(204);
    await().until(() -> status("/" + old) == 302);
    assertThat(put(OPERATOR + "/blocked-hosts/no%20host", "{}").status()).isEqualTo(422);
  }

  @Test
  void links_of_a_deleted_application_lead_nowhere_are_listed_nowhere_and_stay_so() {
    var code = link(ann, "https://example.com/ann");
    var bens = link(owner(), "https://example.com/ben");
    assertThat(status("/" + code)).isEqualTo(302);
    assertThat(status("/" + bens)).isEqualTo(302);

    var deleted = operator().delete("/api/v1/applications/" + ann.token());

    assertThat(deleted.status()).isEqualTo(204);
    assertThat(status("/" + code)).isEqualTo(404);
    assertThat(status("/" + code + "/qr-code")).isEqualTo(404);
    assertThat(server.http().get("/robots.txt").text()).doesNotContain(code).contains(bens);
    await()
        .until(() ->
            operator().get(OPERATOR + "/links/" + code).json().path("deleted").asBoolean());
    server.stop();
    server.start();
    assertThat(status("/" + code)).isEqualTo(404);
    assertThat(status("/" + bens)).isEqualTo(302);
  }
}
