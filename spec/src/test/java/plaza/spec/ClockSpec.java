package plaza.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import org.junit.jupiter.api.Test;

/// The clock jumps, while a server runs and between two runs.
class ClockSpec {
  private static final List<String> JUMPS = List.of("PT5H", "PT-5H", "P-30D", "P400D", "PT0S");

  private static String token(String chat) {
    return chat.replaceAll(".*/applications/|/chats/.*", "");
  }

  private static void postSearchAndRepeat(Http plaza, String chat, int number) {
    var messages = chat + "/messages";
    var text = "message " + number;
    var posted = plaza.post(messages, Http.message(text), "Idempotency-Key", "k" + number);
    assertThat(posted.status()).isEqualTo(201);
    assertThat(posted.number()).isEqualTo(number);
    var found = plaza.get(messages + "/search?q=message&wait=" + number);
    assertThat(found.numbers()).as("what was posted can be found").hasSize(number);
    for (int earlier = 1; earlier <= number; earlier++) {
      var repeat = plaza.post(
          messages, Http.message("message " + earlier), "Idempotency-Key", "k" + earlier);
      assertThat(repeat.status()).isEqualTo(200);
      assertThat(repeat.number()).isEqualTo(earlier);
    }
    assertThat(plaza.get(messages + "?after=0").numbers())
        .as("order is that of the numbers")
        .isSorted()
        .hasSize(number);
  }

  @Test
  void a_clock_that_jumps_changes_no_number_no_order_no_key_and_no_stream() throws Exception {
    try (var server = PlazaServer.by(Trapped.server(), PlazaServer.temporary())) {
      var plaza = server.http();
      var chat = plaza.chat();
      var number = 0;
      try (var socket = SocketClient.on(plaza, "/api/v1/socket?application=" + token(chat))) {
        socket.say("{\"type\":\"subscribe\",\"ref\":1,\"chat\":1,\"after\":\"0\"}");
        for (var jump : JUMPS) {
          var order = "clock " + jump;
          server.tell(order);
          await().until(() -> server.output().contains("done: " + order));
          postSearchAndRepeat(plaza, chat, ++number);
          var later = plaza.post(
              chat + "/messages", Http.message("message later"), "Prefer", "respond-async");
          assertThat(later.status()).isEqualTo(202);
          number++;
          var at = number;
          await().until(() -> plaza.get(chat + "/messages/" + at).status() == 200);
          assertThat(plaza.delete(chat + "/messages/" + at).status()).isEqualTo(204);
          number = at;
        }
      }
      server.stop();
    }
  }
}
