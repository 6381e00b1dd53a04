package plaza.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageSpec {
  private final Http plaza = PlazaServer.shared().http();

  @Test
  void messages_are_numbered_from_1_in_each_chat() {
    var application = plaza.application();
    var lobby = plaza.chatIn(application);
    var garden = plaza.chatIn(application);

    assertThat(plaza.post(lobby + "/messages", Http.message("a")).number()).isEqualTo(1);
    assertThat(plaza.post(lobby + "/messages", Http.message("b")).number()).isEqualTo(2);
    var other =
        plaza.post(garden + "/messages", "{\"message\":{\"body\":\"c\",\"sender\":\"Ann\"}}");

    assertThat(other.number()).isEqualTo(1);
    assertThat(other.json().path("sender").asText()).isEqualTo("Ann");
    assertThat(other.header("Location")).isEqualTo(garden + "/messages/1");
    assertThat(plaza.get(lobby).json().path("messages_count").asLong()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " padded ",
        "世界 🌍",
        "👩‍👩‍👧‍👦",
        "مرحبا",
        "é",
        "é",
        "a\r\nb\tc",
        "\"quoted\\\"",
        "<b>&amp;"
      })
  void text_comes_back_as_it_was_sent(String text) {
    var chat = plaza.chat();

    plaza.post(chat + "/messages", Http.message(text));

    assertThat(plaza.get(chat + "/messages/1").json().path("body").asText()).isEqualTo(text);
  }

  @Test
  void lengths_count_code_points_of_the_trimmed_text() {
    var chat = plaza.chat();

    assertThat(plaza
            .post(chat + "/messages", Http.message(" " + "🌍".repeat(4000) + " "))
            .status())
        .isEqualTo(201);
    assertThat(plaza.post(chat + "/messages", Http.message("🌍".repeat(4001))).status())
        .isEqualTo(422);
    assertThat(plaza.post(chat + "/messages", Http.message(" \n ")).status()).isEqualTo(422);
  }

  @Test
  void what_is_no_text_is_refused() {
    var path = plaza.chat() + "/messages";

    assertThat(plaza.post(path, "{\"body\":\"a\\u0000b\"}").status()).isEqualTo(422);
    assertThat(plaza.post(path, "{\"body\":\"\\ud800\"}").status()).isEqualTo(400);
    assertThat(plaza.post(path, "{\"body\":").status()).isEqualTo(400);
    assertThat(plaza.post(path, "{\"body\":\"a\"} x").status()).isEqualTo(400);
    assertThat(plaza.post(path, "{\"body\":\"a\",\"body\":\"b\"}").status()).isEqualTo(400);
    assertThat(plaza.post(path, "[1]").status()).isEqualTo(422);
    var latin1 = "{\"body\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(
            plaza.send("POST", path, latin1, "Content-Type", "application/json").status())
        .isEqualTo(400);
    assertThat(plaza.get(path).json()).isEmpty();
  }

  @Test
  void a_bulk_gets_consecutive_numbers_all_or_none() {
    var chat = plaza.chat();
    var path = chat + "/messages/bulk";

    var made =
        plaza.post(path, "{\"messages\":[{\"body\":\"a\"},{\"body\":\"b\"},{\"body\":\"c\"}]}");

    assertThat(made.status()).isEqualTo(201);
    assertThat(made.numbers()).containsExactly(1L, 2L, 3L);
    assertThat(plaza
            .post(path, "{\"messages\":[{\"body\":\"d\"},{\"body\":\" \"}]}")
            .status())
        .isEqualTo(422);
    assertThat(plaza.post(path, "{\"messages\":[]}").status()).isEqualTo(422);
    assertThat(plaza
            .post(path, "{\"messages\":[{\"body\":\"d\",\"client_id\":\"k\"}]}")
            .status())
        .isEqualTo(422);
    var many = new StringBuilder("{\"messages\":[{\"body\":\"x\"}");
    many.repeat(",{\"body\":\"x\"}", 1000).append("]}");
    assertThat(plaza.post(path, many.toString()).status()).isEqualTo(422);
    assertThat(plaza.get(chat).json().path("messages_count").asLong()).isEqualTo(3);
  }

  @Test
  void an_edit_changes_the_text_and_a_deletion_leaves_the_number_unused() {
    var chat = plaza.chat();
    plaza.post(chat + "/messages", Http.message("one"));
    plaza.post(chat + "/messages", Http.message("two"));

    assertThat(plaza
            .patch(chat + "/messages/1", Http.message("uno"))
            .json()
            .path("body")
            .asText())
        .isEqualTo("uno");
    assertThat(plaza.delete(chat + "/messages/2").status()).isEqualTo(204);
    assertThat(plaza.delete(chat + "/messages/2").status()).isEqualTo(204);

    assertThat(plaza.get(chat + "/messages/2").status()).isEqualTo(410);
    assertThat(plaza.patch(chat + "/messages/2", Http.message("x")).status()).isEqualTo(410);
    assertThat(plaza.get(chat + "/messages").numbers()).containsExactly(1L);
    assertThat(plaza.post(chat + "/messages", Http.message("three")).number()).isEqualTo(3);
    assertThat(plaza.get(chat).json().path("messages_count").asLong()).isEqualTo(2);
  }

  @Test
  void a_chat_that_was_just_written_to_takes_nothing_in_once_it_is_deleted() {
    var chat = plaza.chat();
    assertThat(plaza.post(chat + "/messages", Http.message("last")).status()).isEqualTo(201);

    assertThat(plaza.delete(chat).status()).isEqualTo(204);

    assertThat(plaza.post(chat + "/messages", Http.message("late")).status()).isEqualTo(410);
    assertThat(plaza.delete(chat + "/messages/1").status()).isEqualTo(410);
  }

  @Test
  void missing_things_are_named_application_first() {
    var application = plaza.application();
    var chat = plaza.chatIn(application);

    assertError(
        plaza.get("/api/v1/applications/" + "0".repeat(32) + "/chats/1"), "Application not found");
    assertError(plaza.get("/api/v1/applications/nonsense/chats/x"), "Application not found");
    assertError(plaza.get(application + "/chats/99/messages/1"), "Chat not found");
    assertError(plaza.get(application + "/chats/seven"), "Chat not found");
    assertError(
        plaza.post(application + "/chats/99/messages", Http.message("x")), "Chat not found");
    assertError(plaza.get(chat + "/messages/99"), "Message not found");
    assertError(plaza.get(chat + "/messages/0"), "Message not found");
    assertError(plaza.patch(chat + "/messages/99", Http.message("x")), "Message not found");
  }

  private static void assertError(Http.Answer answer, String sentence) {
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.json().path("error").asText()).isEqualTo(sentence);
  }

  @Test
  void pages_go_both_ways_by_link() {
    var chat = plaza.chat();
    for (int i = 0; i < 7; i++) {
      plaza.post(chat + "/messages", Http.message("m" + i));
    }

    var numbers = new ArrayList<Long>();
    for (var path = chat + "/messages?limit=3";
        !path.isEmpty();
        path = plaza.get(path).next()) {
      numbers.addAll(plaza.get(path).numbers());
    }
    assertThat(numbers).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);

    var newest = plaza.get(chat + "/messages?before=9007199254740991&limit=3");
    assertThat(newest.numbers()).containsExactly(5L, 6L, 7L);
    assertThat(plaza.get(newest.prev()).numbers()).containsExactly(2L, 3L, 4L);
    assertThat(plaza.get(chat + "/messages?page=2&per_page=3").numbers())
        .containsExactly(4L, 5L, 6L);
    assertThat(plaza.get(chat + "/messages?limit=1000").numbers()).hasSize(7);
  }

  @Test
  void a_page_must_be_asked_for_in_one_readable_way() {
    var path = plaza.chat() + "/messages";

    assertThat(plaza.get(path + "?after=1&before=5").status()).isEqualTo(422);
    assertThat(plaza.get(path + "?after=1&page=1").status()).isEqualTo(422);
    assertThat(plaza.get(path + "?page=0").status()).isEqualTo(422);
    assertThat(plaza.get(path + "?after=x").status()).isEqualTo(400);
  }

  @Test
  void a_list_is_not_sent_again_to_who_has_it() {
    var chat = plaza.chat();
    plaza.post(chat + "/messages", Http.message("one"));
    var etag = plaza.get(chat + "/messages").header("ETag");

    assertThat(plaza.get(chat + "/messages", "If-None-Match", etag).status()).isEqualTo(304);
    plaza.patch(chat + "/messages/1", Http.message("uno"));
    assertThat(plaza.get(chat + "/messages", "If-None-Match", etag).status()).isEqualTo(200);
  }

  @Test
  void a_change_meant_for_another_state_is_refused() {
    var chat = plaza.chat();
    var etag = plaza.post(chat + "/messages", Http.message("one")).header("ETag");

    assertThat(plaza
            .patch(chat + "/messages/1", Http.message("two"), "If-Match", etag)
            .status())
        .isEqualTo(200);
    assertThat(plaza
            .patch(chat + "/messages/1", Http.message("three"), "If-Match", etag)
            .status())
        .isEqualTo(412);
    assertThat(plaza.patch(chat + "/messages/1", "{}", "If-Match", etag).status())
        .isEqualTo(412);
    assertThat(plaza.patch(chat + "/messages/1", "{}").status()).isEqualTo(200);
    assertThat(plaza.delete(chat + "/messages/1", "If-Match", etag).status()).isEqualTo(412);
    assertThat(plaza.delete(chat + "/messages/1", "If-Match", "*").status()).isEqualTo(204);
  }

  @Test
  void imported_messages_keep_their_times_and_tombstones_take_a_number() {
    var chat = plaza.chat();
    var body =
        "{\"messages\":[{\"body\":\"old\",\"sender\":\"Ann\",\"created_at\":\"2006-12-01T10:26:00Z\"},"
            + "{\"deleted\":true,\"created_at\":\"2006-12-01T10:27:00Z\"},"
            + "{\"body\":\"newer\",\"created_at\":\"2006-12-01T10:28:00Z\"}]}";

    assertThat(plaza.post(chat + "/messages/import", body).status()).isEqualTo(201);

    assertThat(plaza.get(chat + "/messages").numbers()).containsExactly(1L, 3L);
    assertThat(plaza.get(chat + "/messages/1").json().path("created_at").asText())
        .isEqualTo("2006-12-01T10:26:00.000Z");
    assertThat(plaza.get(chat).json().path("messages_count").asLong()).isEqualTo(2);
  }

  @Test
  void an_imported_message_whose_time_is_null_is_refused_and_not_left_out() {
    var chat = plaza.chat();
    var body = "{\"messages\":[{\"body\":\"old\",\"created_at\":null},"
        + "{\"body\":\"newer\",\"created_at\":\"2006-12-01T10:28:00Z\"}]}";

    var answer = plaza.post(chat + "/messages/import", body);

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.text()).contains("item 0: created_at can't be blank");
    assertThat(plaza.get(chat).json().path("messages_count").asLong()).isZero();
  }

  @Test
  void every_kind_of_white_space_is_blank() {
    var chat = plaza.chat();
    var messages = chat + "/messages";
    for (var space :
        new String[] {" ", "\u00a0", "\u2007", "\u202f", "\u0085", "\u3000", "\u2003"}) {
      assertThat(plaza.post(messages, Http.message(space)).status())
          .as("U+%04x", (int) space.charAt(0))
          .isEqualTo(422);
    }
    assertThat(plaza.post(messages, Http.message("\u00a0".repeat(5_000) + "x")).status())
        .isEqualTo(201);
  }

  @Test
  void what_is_missing_above_is_told_before_what_is_malformed_below() {
    var chat = plaza.chat();
    var messages = chat + "/messages";
    assertThat(plaza.get(chat + "99/messages/x").text()).contains("Chat not found");
    plaza.delete(chat);
    assertThat(plaza.get(messages + "/x").status()).isEqualTo(410);
  }

  @Test
  void numbers_in_a_query_may_exceed_every_number() {
    var chat = plaza.chat();
    var messages = chat + "/messages";
    plaza.post(messages, Http.message("one"));

    assertThat(plaza.get(messages + "?limit=99999999999999999999999").numbers())
        .containsExactly(1L);
    assertThat(plaza.get(messages + "?before=9223372036854775808").numbers()).containsExactly(1L);
  }

  @Test
  void the_last_page_links_to_none_behind_it() {
    var chat = plaza.chat();
    var messages = chat + "/messages";
    for (int i = 0; i < 4; i++) {
      plaza.post(messages, Http.message("m"));
    }

    assertThat(plaza.get(messages + "?limit=4").next()).isEmpty();
    assertThat(plaza.get(messages + "?limit=2&after=2").next()).isEmpty();
    assertThat(plaza.get(messages + "?limit=2&before=9007199254740991").next()).isEmpty();
    assertThat(plaza.get(messages + "?limit=2").next()).contains("after=2");
  }
}
