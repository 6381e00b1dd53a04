package plaza.spec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ApplicationSpec {
  private final Http plaza = PlazaServer.shared().http();

  @Test
  void creating_an_application_shows_its_token_and_its_secret_once() {
    var created = plaza.post("/api/v1/applications", "{\"name\":\"My app\"}");

    assertThat(created.status()).isEqualTo(201);
    var token = created.json().path("token").asText();
    assertThat(token).matches("[0-9a-f]{32}");
    assertThat(created.header("Location")).isEqualTo("/api/v1/applications/" + token);
    assertThat(created.json().path("secret").asText()).isNotBlank();
    assertThat(created.json().path("chats_count").asLong()).isZero();
    assertThat(created.json().has("id")).isFalse();
    var read = plaza.get("/api/v1/applications/" + token);
    assertThat(read.status()).isEqualTo(200);
    assertThat(read.json().has("secret")).isFalse();
    assertThat(read.json().path("created_at").asText())
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
  }

  @Test
  void the_same_application_answers_at_each_of_its_addresses() {
    var path = plaza.application();
    var token = path.substring(path.lastIndexOf('/') + 1);

    for (var prefix :
        new String[] {"/applications/", "/api/v1/applications/", "/api/v1/chat_applications/"}) {
      assertThat(plaza.get(prefix + token).json().path("token").asText()).isEqualTo(token);
    }
  }

  @Test
  void flat_wrapped_and_form_bodies_mean_the_same() {
    assertThat(plaza
            .post("/api/v1/applications", "{\"application\":{\"name\":\"a\"}}")
            .status())
        .isEqualTo(201);
    assertThat(plaza
            .post("/api/v1/chat_applications", "{\"chat_application\":{\"name\":\"a\"}}")
            .status())
        .isEqualTo(201);
    var form = plaza.post(
        "/api/v1/applications",
        "name=a+b%C3%A9",
        "Content-Type",
        "application/x-www-form-urlencoded");
    assertThat(form.json().path("name").asText()).isEqualTo("a bé");
  }

  @Test
  void unknown_read_only_and_mistyped_fields_are_refused_all_at_once() {
    var refused =
        plaza.post("/api/v1/applications", "{\"name\":7,\"token\":\"x\",\"colour\":\"red\"}");

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
    assertThat(refused.json().path("errors").properties())
        .extracting(e -> e.getKey())
        .containsExactlyInAnyOrder("name", "token", "colour");
    assertThat(refused.json().path("status").asInt()).isEqualTo(422);
  }

  @Test
  void a_name_has_1_to_255_characters_after_trimming() {
    assertThat(plaza
            .post("/api/v1/applications", "{\"name\":\"  \"}")
            .json()
            .at("/errors/name/0")
            .asText())
        .isEqualTo("can't be blank");
    assertThat(plaza.post("/api/v1/applications", "{}").status()).isEqualTo(422);
    assertThat(plaza
            .post("/api/v1/applications", "{\"name\":\"" + "é".repeat(255) + "\"}")
            .status())
        .isEqualTo(201);
    assertThat(plaza
            .post("/api/v1/applications", "{\"name\":\"" + "x".repeat(256) + "\"}")
            .status())
        .isEqualTo(422);
  }

  @Test
  void settings_are_changed_at_the_top_level_and_shown_under_settings() {
    var path = plaza.application();

    var changed = plaza.patch(path, "{\"max_message_length\":10,\"forbidden_words\":[\"Spam\"]}");

    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.json().at("/settings/max_message_length").asInt()).isEqualTo(10);
    assertThat(plaza.patch(path, "{\"max_message_length\":20001}").status()).isEqualTo(422);
    var chat = plaza.chatIn(path);
    assertThat(plaza.post(chat + "/messages", Http.message("x".repeat(11))).status())
        .isEqualTo(422);
    var forbidden = plaza.post(chat + "/messages", Http.message("a spÁm!"));
    assertThat(forbidden.status()).isEqualTo(422);
    assertThat(forbidden.json().at("/errors/body/0").asText()).contains("forbidden_words");
  }

  @Test
  void a_deleted_application_is_gone_with_everything_under_it_and_deleting_again_is_204() {
    var path = plaza.application();
    var chat = plaza.chatIn(path);

    assertThat(plaza.delete(path).status()).isEqualTo(204);

    assertThat(plaza.get(path).status()).isEqualTo(410);
    assertThat(plaza.get(chat).status()).isEqualTo(410);
    assertThat(plaza.post(chat + "/messages", Http.message("x")).status()).isEqualTo(410);
    assertThat(plaza.delete(path).status()).isEqualTo(204);
  }

  @Test
  void chats_count_is_exact_after_creating_and_deleting() {
    var path = plaza.application();
    plaza.chatIn(path);
    var second = plaza.chatIn(path);
    plaza.chatIn(path);

    plaza.delete(second);

    assertThat(plaza.get(path).json().path("chats_count").asLong()).isEqualTo(2);
    assertThat(plaza.get(path + "/chats").numbers()).containsExactly(1L, 3L);
    assertThat(plaza.post(path + "/chats", "").number()).isEqualTo(4);
  }

  @Test
  void two_keys_may_live_at_a_time_and_a_revoked_one_is_listed_no_more() {
    var path = plaza.application();

    var second = plaza.post(path + "/keys", "");
    assertThat(second.status()).isEqualTo(201);
    assertThat(plaza.post(path + "/keys", "").status()).isEqualTo(422);
    assertThat(plaza.get(path + "/keys").json()).hasSize(2);
    assertThat(plaza.get(path + "/keys").text()).doesNotContain("secret");

    var id = second.json().path("key_id").asText();
    assertThat(plaza.delete(path + "/keys/" + id).status()).isEqualTo(204);
    assertThat(plaza.get(path + "/keys").json()).hasSize(1);
    assertThat(plaza.delete(path + "/keys/0123456789abcdef").status()).isEqualTo(404);
  }

  @Test
  void applications_are_listed_in_order_of_creation_page_by_page() {
    var first = plaza.application();
    var second = plaza.application();
    var found = new java.util.ArrayList<String>();

    for (var path = "/api/v1/applications?limit=3"; !path.isEmpty(); ) {
      var page = plaza.get(path);
      page.json()
          .forEach(application ->
              found.add("/api/v1/applications/" + application.path("token").asText()));
      path = page.next();
    }

    assertThat(found).containsSubsequence(first, second).doesNotHaveDuplicates();
  }

  @Test
  void a_list_goes_on_by_the_last_ones_token() {
    var first = plaza.application();
    plaza.application();

    var token = first.substring(first.lastIndexOf('/') + 1);
    var page = plaza.get("/api/v1/applications?limit=1&cursor=" + token);

    assertThat(page.json()).hasSize(1);
    assertThat(page.json().get(0).path("token").asText()).isNotEqualTo(token);
    assertThat(plaza.get("/api/v1/applications?after=1").status()).isEqualTo(422);
    assertThat(plaza.get("/api/v1/applications?cursor=nonsense").status()).isEqualTo(400);
    assertThat(plaza.get("/api/v1/applications?page=2&per_page=1").prev()).contains("page=1");
  }

  @Test
  void settings_that_could_never_hold_are_refused() {
    var path = plaza.application();
    for (var wrong : new String[] {
      "{\"link_codes\":null}",
      "{\"cors_origins\":[\"https://web.test:443\"]}",
      "{\"cors_origins\":[\"https://*.web.test\"]}",
      "{\"cors_origins\":[\"http://bücher.example\"]}",
      "{\"cors_origins\":[\"http://a.test:99999\"]}",
      "{\"cors_origins\":[\"https://Web.test\"]}"
    }) {
      assertThat(plaza.patch(path, wrong).status()).as(wrong).isEqualTo(422);
    }
    assertThat(plaza
            .patch(path, "{\"cors_origins\":[\"http://[::1]:3000\",\"https://a-b.test:8443\"]}")
            .status())
        .isEqualTo(200);
  }
}
