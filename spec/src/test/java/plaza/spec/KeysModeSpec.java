package plaza.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class KeysModeSpec {
  private static final Pattern KEY = Pattern.compile("operator key: (\\S+)");

  private static PlazaServer server;
  private static Http operator;

  @BeforeAll
  static void start() {
    server = PlazaServer.on(PlazaServer.temporary(), "--keys");
    var match = KEY.matcher(server.output());
    assertThat(match.find()).isTrue();
    operator = server.http().as(match.group(1));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private record Tenant(String path, Http http) {}

  private static Tenant tenant() {
    var created = operator.post("/api/v1/applications", "{\"name\":\"tenant\"}").json();
    return new Tenant(
        "/api/v1/applications/" + created.path("token").asText(),
        server.http().as(created.path("secret").asText()));
  }

  @Test
  void the_operators_key_is_printed_on_a_line_of_its_own() {
    assertThat(server.output().lines().filter(line -> line.contains("plaza_op_")))
        .singleElement()
        .asString()
        .matches("operator key: plaza_op_\\S+  [(]shown this once.*");
  }

  @Test
  void the_operators_key_alone_creates_and_lists_applications() {
    var tenant = tenant();

    assertThat(server.http().post("/api/v1/applications", "{\"name\":\"x\"}").status())
        .isEqualTo(401);
    assertThat(tenant.http().post("/api/v1/applications", "{\"name\":\"x\"}").status())
        .isEqualTo(403);
    assertThat(tenant.http().get("/api/v1/applications").status()).isEqualTo(403);
    assertThat(operator.get("/api/v1/applications").status()).isEqualTo(200);
    assertThat(server.http().get("/api/v1/applications").header("WWW-Authenticate"))
        .startsWith("Bearer");
  }

  @Test
  void anothers_application_is_not_to_be_told_from_a_missing_one() {
    var ann = tenant();
    var ben = tenant();

    var others = ben.http().get(ann.path());
    var missing = ben.http().get("/api/v1/applications/" + "0".repeat(32));

    assertThat(others.status()).isEqualTo(404);
    assertThat(others.text()).isEqualTo(missing.text());
    assertThat(ben.http().post(ann.path() + "/chats", "").status()).isEqualTo(404);
    assertThat(server.http().get(ann.path()).status()).isEqualTo(401);
    assertThat(ann.http().get(ann.path()).status()).isEqualTo(200);
  }

  @Test
  void the_credential_names_the_application_where_the_path_does_not() {
    var ann = tenant();

    assertThat(ann.http().post("/api/v1/chats", "{\"name\":\"Lobby\"}").number())
        .isEqualTo(1);
    assertThat(ann.http().get(ann.path() + "/chats/1").json().path("name").asText())
        .isEqualTo("Lobby");
    assertThat(ann.http().get("/api/v1/application").text())
        .isEqualTo(ann.http().get(ann.path()).text());
    assertThat(server.http().get("/api/v1/chats").status()).isEqualTo(401);
    assertThat(server.http().get("/api/v1/application").status()).isEqualTo(401);
  }

  @Test
  void a_revoked_key_opens_nothing() {
    var ann = tenant();
    var first =
        ann.http().get(ann.path() + "/keys").json().get(0).path("key_id").asText();
    var second = ann.http()
        .as(ann.http().post(ann.path() + "/keys", "").json().path("secret").asText());

    assertThat(second.delete(ann.path() + "/keys/" + first).status()).isEqualTo(204);

    assertThat(ann.http().get(ann.path()).status()).isEqualTo(401);
    assertThat(second.get(ann.path()).status()).isEqualTo(200);
  }

  @Test
  void pages_of_the_origins_that_an_application_names_may_call() {
    var ann = tenant();
    ann.http().patch(ann.path(), "{\"cors_origins\":[\"https://app.example\"]}");

    var preflight = server
        .http()
        .send(
            "OPTIONS",
            ann.path() + "/chats",
            new byte[0],
            "Origin",
            "https://app.example",
            "Access-Control-Request-Method",
            "POST");
    assertThat(preflight.status()).isEqualTo(204);
    assertThat(preflight.header("Access-Control-Allow-Origin")).isEqualTo("https://app.example");
    assertThat(preflight.header("Access-Control-Allow-Methods")).contains("POST");
    assertThat(ann.http()
            .get(ann.path(), "Origin", "https://app.example")
            .header("Access-Control-Allow-Origin"))
        .isEqualTo("https://app.example");
    assertThat(ann.http()
            .get(ann.path(), "Origin", "https://evil.example")
            .header("Access-Control-Allow-Origin"))
        .isEmpty();
  }

  @Test
  void a_page_may_read_why_it_was_refused() {
    var ann = tenant();
    ann.http().patch(ann.path(), "{\"cors_origins\":[\"https://app.example\"]}");
    String[] page = {"Origin", "https://app.example"};
    var nobody = server.http();
    var wrong = nobody.as("plaza_sk_" + "a".repeat(43));

    for (var answer : List.of(
        nobody.get("/api/v1/chats", page),
        wrong.get("/api/v1/chats", page),
        wrong.get(ann.path(), page),
        nobody.get("/api/v1/applications/unknown", page),
        nobody.send("PUT", ann.path() + "/chats", new byte[0], page),
        ann.http().send("POST", ann.path() + "/chats", new byte[20_000_000], page))) {
      assertThat(answer.status()).isGreaterThanOrEqualTo(400);
      assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("https://app.example");
    }
  }

  @Test
  void a_page_may_ask_first_where_only_the_credential_names_the_application() {
    var ann = tenant();
    ann.http().patch(ann.path(), "{\"cors_origins\":[\"https://app.example\"]}");

    var preflight = server
        .http()
        .send(
            "OPTIONS",
            "/api/v1/chats",
            new byte[0],
            "Origin",
            "https://app.example",
            "Access-Control-Request-Method",
            "POST");

    assertThat(preflight.header("Access-Control-Allow-Origin")).isEqualTo("https://app.example");
    assertThat(ann.http()
            .get("/api/v1/chats", "Origin", "https://evil.example")
            .header("Access-Control-Allow-Origin"))
        .isEmpty();
    assertThat(server
            .http()
            .get(ann.path(), "Origin", "https://app.example")
            .header("Access-Control-Allow-Origin"))
        .isEqualTo("https://app.example");
  }

  @Test
  void metrics_are_the_operators_and_every_application_is_named_by_him() {
    var ann = tenant();

    assertThat(operator.get("/metrics").status()).isEqualTo(200);
    assertThat(ann.http().get("/metrics").status()).isEqualTo(403);
    assertThat(server.http().get("/metrics").status()).isEqualTo(401);
    assertThat(server.http().get("/ready").status()).isEqualTo(200);
    assertThat(operator.get("/api/v1/chats").status()).isEqualTo(403);
    assertThat(operator.get(ann.path() + "/chats").status()).isEqualTo(200);
  }

  @Test
  void a_key_has_no_tag_to_match() {
    var ann = tenant();
    var second = ann.http().post(ann.path() + "/keys", "").json().path("key_id").asText();

    assertThat(ann.http()
            .delete(ann.path() + "/keys/" + second, "If-Match", "\"x\"")
            .status())
        .isEqualTo(412);
    var list = ann.http().get(ann.path() + "/keys");
    assertThat(ann.http()
            .get(ann.path() + "/keys", "If-None-Match", list.header("ETag"))
            .status())
        .isEqualTo(304);
  }
}
