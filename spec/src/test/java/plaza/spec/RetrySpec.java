package plaza.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;

class RetrySpec {
  private final Http plaza = PlazaServer.shared().http();

  @Test
  void a_repeat_answers_with_the_first_number() {
    var path = plaza.chat() + "/messages";

    var first = plaza.post(path, Http.message("x"), "Idempotency-Key", "k1");
    var repeat = plaza.post(path, Http.message("x"), "Idempotency-Key", "k1");
    var wrapped = plaza.post(path, "{\"message\":{\"body\":\"x\",\"client_id\":\"k1\"}}");

    assertThat(first.status()).isEqualTo(201);
    assertThat(repeat.status()).isEqualTo(200);
    assertThat(repeat.number()).isEqualTo(first.number());
    assertThat(wrapped.status()).isEqualTo(200);
    assertThat(plaza.get(path).json()).hasSize(1);
  }

  @Test
  void a_key_belongs_to_its_fields_and_its_collection() {
    var application = plaza.application();
    var lobby = plaza.chatIn(application) + "/messages";
    var garden = plaza.chatIn(application) + "/messages";
    plaza.post(lobby, Http.message("x"), "Idempotency-Key", "k");

    assertThat(plaza.post(lobby, Http.message("y"), "Idempotency-Key", "k").status())
        .isEqualTo(409);
    assertThat(plaza.post(lobby, Http.message("x"), "Idempotency-Key", "K").status())
        .isEqualTo(201);
    assertThat(plaza.post(garden, Http.message("x"), "Idempotency-Key", "k").status())
        .isEqualTo(201);
    assertThat(plaza
            .post(lobby, "{\"body\":\"x\",\"client_id\":\"a\"}", "Idempotency-Key", "b")
            .status())
        .isEqualTo(422);
  }

  @Test
  void a_repeat_after_a_deletion_is_gone_and_a_refused_call_takes_no_key() {
    var path = plaza.chat() + "/messages";
    plaza.post(path, Http.message("x"), "Idempotency-Key", "k");
    plaza.delete(path + "/1");

    assertThat(plaza.post(path, Http.message("x"), "Idempotency-Key", "k").status())
        .isEqualTo(410);
    assertThat(plaza.post(path, Http.message(" "), "Idempotency-Key", "free").status())
        .isEqualTo(422);
    assertThat(plaza.post(path, Http.message("y"), "Idempotency-Key", "free").status())
        .isEqualTo(201);
  }

  @Test
  void every_creating_call_can_be_repeated() {
    var first = plaza.post(
        "/api/v1/applications",
        "{\"name\":\"same\"}",
        "Idempotency-Key",
        "app-" + System.nanoTime());
    var key = first.response().request().headers().firstValue("Idempotency-Key").orElseThrow();
    var repeat = plaza.post("/api/v1/applications", "{\"name\":\"same\"}", "Idempotency-Key", key);
    assertThat(repeat.status()).isEqualTo(200);
    assertThat(repeat.json().path("token")).isEqualTo(first.json().path("token"));
    assertThat(repeat.json().has("secret")).isFalse();

    var application = "/api/v1/applications/" + first.json().path("token").asText();
    assertThat(plaza.post(application + "/chats", "", "Idempotency-Key", "c").status())
        .isEqualTo(201);
    assertThat(plaza.post(application + "/chats", "", "Idempotency-Key", "c").status())
        .isEqualTo(200);
    assertThat(plaza.post(application + "/keys", "", "Idempotency-Key", "k").status())
        .isEqualTo(201);
    assertThat(plaza.post(application + "/keys", "", "Idempotency-Key", "k").status())
        .isEqualTo(200);
    var bulk = "{\"messages\":[{\"body\":\"a\"},{\"body\":\"b\"}]}";
    var path = application + "/chats/1/messages/bulk";
    assertThat(plaza.post(path, bulk, "Idempotency-Key", "b").numbers()).containsExactly(1L, 2L);
    var again = plaza.post(path, bulk, "Idempotency-Key", "b");
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.numbers()).containsExactly(1L, 2L);
  }

  @Test
  void an_asynchronous_call_answers_202_and_its_key_finds_the_message() {
    var path = plaza.chat() + "/messages";

    var queued = plaza.post(path, Http.message("later"), "Prefer", "respond-async");

    assertThat(queued.status()).isEqualTo(202);
    assertThat(queued.json().path("status").asText()).isEqualTo("queued");
    var key = queued.json().path("key").asText();
    await()
        .untilAsserted(
            () -> assertThat(plaza.get(path + "?key=" + key).numbers()).containsExactly(1L));
    assertThat(plaza.post(path, Http.message("later"), "Idempotency-Key", key).status())
        .isEqualTo(200);
  }

  @Test
  void who_asks_again_for_a_queued_call_is_told_what_became_of_it() {
    var path = plaza.chat() + "/messages";
    String[] async = {"Idempotency-Key", "k", "Prefer", "respond-async"};
    assertThat(plaza.post(path, Http.message("x"), async).status()).isEqualTo(202);
    await().until(() -> plaza.get(path + "?key=k").json().size() == 1);

    var again = plaza.post(path, Http.message("x"), async);
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.number()).isEqualTo(1);
    assertThat(plaza.post(path, Http.message("other"), async).status()).isEqualTo(409);
    plaza.delete(path + "/1");
    assertThat(plaza.post(path, Http.message("x"), async).status()).isEqualTo(410);
  }

  @Test
  void two_keys_on_two_lines_are_no_key() throws Exception {
    var path = plaza.chat() + "/messages";

    var answer = Bare.exchange(
        plaza,
        "POST " + path
            + " HTTP/1.1\r\nHost: localhost\r\nIdempotency-Key: a\r\nIdempotency-Key: b\r\n"
            + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 6\r\n"
            + "Connection: close\r\n\r\nbody=x");

    assertThat(answer).startsWith("HTTP/1.1 422");
  }
}
