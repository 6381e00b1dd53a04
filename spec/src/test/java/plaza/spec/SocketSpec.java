package plaza.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SocketSpec {
  private final Http plaza = PlazaServer.shared().http();
  private final String application = plaza.application();
  private final String token = application.substring(application.lastIndexOf('/') + 1);
  private final String first = plaza.chatIn(application);
  private final String second = plaza.chatIn(application);

  private SocketClient open() {
    return SocketClient.on(plaza, "/api/v1/socket?application=" + token);
  }

  private static String subscribe(int chat, String more) {
    return "{\"type\":\"subscribe\",\"ref\":\"s" + chat + "\",\"chat\":" + chat + more + "}";
  }

  private static String send(String ref, int chat, String body) {
    return "{\"type\":\"send\",\"ref\":\"" + ref + "\",\"chat\":" + chat + "," + body + "}";
  }

  private static List<Object> event(JsonNode frame) {
    return List.of(
        frame.path("event").asText(),
        frame.path("chat").asInt(),
        frame.path("message").path("number").asInt());
  }

  @Test
  void many_chats_are_watched_and_written_to_over_one_socket() {
    try (var socket = open()) {
      socket.say(subscribe(1, ""));
      var subscribed = socket.next("subscribed");
      assertThat(subscribed.path("ref").asText()).isEqualTo("s1");
      assertThat(subscribed.path("chat").asInt()).isEqualTo(1);
      assertThat(subscribed.path("cursor").asText()).isNotEmpty();
      socket.say(subscribe(2, ""));
      assertThat(socket.next("subscribed").path("ref").asText()).isEqualTo("s2");

      plaza.post(second + "/messages", Http.message("over HTTP"));
      assertThat(event(socket.next())).containsExactly("created", 2, 1);

      socket.say(send("m1", 1, "\"body\":\"hi 🌍\",\"sender\":\"Ann\",\"client_id\":\"k\""));
      var ack = socket.next("ack");
      assertThat(ack.path("ref").asText()).isEqualTo("m1");
      assertThat(ack.path("status").asInt()).isEqualTo(201);
      assertThat(ack.path("message").path("number").asInt()).isEqualTo(1);
      assertThat(ack.path("message").path("body").asText()).isEqualTo("hi 🌍");

      socket.say(send("m2", 1, "\"body\":\"hi 🌍\",\"sender\":\"Ann\",\"client_id\":\"k\""));
      assertThat(socket.next("ack").path("status").asInt()).isEqualTo(200);
      plaza.patch(first + "/messages/1", Http.message("edited"));
      plaza.delete(first + "/messages/1");
      assertThat(event(socket.next("event"))).containsExactly("edited", 1, 1);
      var deleted = socket.next("event");
      assertThat(event(deleted)).containsExactly("deleted", 1, 1);
      assertThat(deleted.path("message").size()).isEqualTo(1);
      assertThat(plaza.get(second + "/messages").json()).hasSize(1);
    }
  }

  @Test
  void what_is_sent_one_after_the_other_is_numbered_in_that_order() {
    try (var socket = open()) {
      for (int i = 1; i <= 300; i++) {
        socket.say(send("m" + i, 1, "\"body\":\"" + i + "\""));
      }

      for (int i = 1; i <= 300; i++) {
        var ack = socket.next();
        assertThat(ack.path("ref").asText()).isEqualTo("m" + i);
        assertThat(ack.path("message").path("number").asInt()).isEqualTo(i);
        assertThat(ack.path("message").path("body").asText()).isEqualTo("" + i);
      }
    }
  }

  /// Each takes the place of the one before, which may have begun or not.
  @Test
  void each_subscribe_is_answered_once_however_fast_they_come() {
    try (var socket = open()) {
      for (int i = 0; i < 50; i++) {
        socket.say("{\"type\":\"subscribe\",\"ref\":" + i + ",\"chat\":1}");
      }
      socket.say("{\"type\":\"unsubscribe\",\"ref\":50,\"chat\":1}");

      var answered = new ArrayList<Integer>();
      for (int i = 0; i <= 50; i++) {
        answered.add(socket.next().path("ref").asInt(-1));
      }
      assertThat(answered)
          .containsExactlyInAnyOrderElementsOf(
              IntStream.rangeClosed(0, 50).boxed().toList());
    }
  }

  @Test
  void a_watcher_goes_on_from_a_cursor_and_stops_when_asked() {
    try (var socket = open()) {
      IntStream.rangeClosed(1, 120)
          .forEach(n -> plaza.post(first + "/messages", Http.message("m" + n)));
      socket.say(subscribe(1, ",\"after\":0"));
      var numbers = new ArrayList<Long>();
      var cursor = "";
      for (int i = 0; i < 120; i++) {
        var frame = socket.next("event");
        numbers.add(frame.path("message").path("number").asLong());
        cursor = i == 99 ? frame.path("cursor").asText() : cursor;
      }
      assertThat(numbers).isEqualTo(LongStream.rangeClosed(1, 120).boxed().toList());

      socket.say(subscribe(1, ",\"after\":\"" + cursor + "\""));
      assertThat(socket.next().path("type").asText()).isEqualTo("subscribed");
      assertThat(event(socket.next())).containsExactly("created", 1, 101);
      IntStream.range(0, 19).forEach(_ -> socket.next("event"));

      socket.say("{\"type\":\"unsubscribe\",\"ref\":9,\"chat\":1}");
      assertThat(socket.next("unsubscribed").path("ref").asInt()).isEqualTo(9);
      plaza.post(first + "/messages", Http.message("unseen"));
      socket.say("{\"type\":\"ping\",\"ref\":\"p\"}");
      assertThat(socket.next().path("type").asText()).isEqualTo("pong");
    }
  }

  @Test
  void what_is_wrong_is_told_and_the_socket_stays() {
    try (var socket = open()) {
      socket.say("nonsense");
      assertThat(socket.next("error").path("status").asInt()).isEqualTo(400);
      socket.say("[]");
      assertThat(socket.next("error").path("status").asInt()).isEqualTo(400);
      socket.say("{\"type\":\"dance\",\"ref\":\"r\"}");
      var unknown = socket.next("error");
      assertThat(unknown.path("status").asInt()).isEqualTo(400);
      assertThat(unknown.path("ref").asText()).isEqualTo("r");
      socket.say(subscribe(99, ""));
      var missing = socket.next("error");
      assertThat(missing.path("status").asInt()).isEqualTo(404);
      assertThat(missing.path("error").asText()).isEqualTo("Chat not found");
      assertThat(missing.path("ref").asText()).isEqualTo("s99");
      socket.say(subscribe(1, ",\"after\":\"nonsense\""));
      assertThat(socket.next("error").path("status").asInt()).isEqualTo(400);
      socket.say(send("e", 1, "\"body\":\" \",\"number\":3"));
      var fields = socket.next("error");
      assertThat(fields.path("status").asInt()).isEqualTo(422);
      assertThat(fields.path("errors").has("body")).isTrue();
      assertThat(fields.path("errors").has("number")).isTrue();
      socket.say(send("c", 99, "\"body\":\"x\""));
      assertThat(socket.next("error").path("status").asInt()).isEqualTo(404);
      socket.say("{\"type\":\"ping\"}");
      assertThat(socket.next().toString()).isEqualTo("{\"type\":\"pong\"}");
    }
  }

  @Test
  void a_socket_that_carries_bytes_is_closed() throws Exception {
    try (var socket = open()) {
      socket.sayBytes();

      assertThat(socket.closeCode()).isEqualTo(1003);
    }
  }

  @Test
  void a_watch_ends_with_its_chat_and_the_socket_stays() {
    try (var socket = open()) {
      socket.say(subscribe(1, ""));
      socket.next("subscribed");

      plaza.delete(first);

      var ended = socket.next("error");
      assertThat(ended.path("status").asInt()).isEqualTo(410);
      assertThat(ended.path("chat").asInt()).isEqualTo(1);
      socket.say(subscribe(1, ""));
      assertThat(socket.next("error").path("status").asInt()).isEqualTo(410);
      socket.say(subscribe(2, ""));
      assertThat(socket.next().path("type").asText()).isEqualTo("subscribed");
    }
  }

  @Test
  void who_asks_without_a_handshake_or_for_nothing_is_told_how() {
    var plain = plaza.get("/api/v1/socket?application=" + token);
    assertThat(plain.status()).isEqualTo(426);
    assertThat(plain.header("Upgrade")).isEqualTo("websocket");
    assertThat(plaza.get("/api/v1/socket").status()).isEqualTo(401);
    assertThat(plaza.get("/api/v1/socket?application=" + "0".repeat(32)).status())
        .isEqualTo(404);
    assertThat(plaza.get(application + "/socket").status()).isEqualTo(426);
  }
}
