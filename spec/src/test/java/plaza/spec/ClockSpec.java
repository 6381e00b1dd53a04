package plaza.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The clock jumps, while a server runs and between two runs.
class ClockSpec {
  private static final List<String> JUMPS = List.of("PT5H", "PT-5H", "P-30D", "P400D", "PT0S");

  private final PlazaServer server =
      PlazaServer.by(Trapped.server(), PlazaServer.temporary(), "--events-kept", "0");
  private String chat = "";

  /// The number of each message that is there, by its text, which is its key too.
  private final Map<String, Long> posted = new LinkedHashMap<>();

  @BeforeEach
  void makeChat() {
    chat = server.http().chat();
  }

  @AfterEach
  void stopServer() throws Exception {
    server.stop();
    assertThat(Commands.run("doctor", "--data", server.data().toString()).output())
        .contains("All is well");
  }

  private void jump(String by) {
    var order = "clock " + by;
    server.tell(order);
    await().until(() -> server.output().contains("done: " + order));
  }

  private Http.Answer post(String text) {
    return server.http().post(chat + "/messages", Http.message(text), "Idempotency-Key", text);
  }

  private void writeAndRead() {
    var plaza = server.http();
    var text = "message-" + posted.size();
    posted.put(text, posted.size() + 1L);

    assertThat(post(text).status()).isEqualTo(201);
    posted.forEach((earlier, number) -> {
      var repeat = post(earlier);
      assertThat(repeat.status()).as("a key holds").isEqualTo(200);
      assertThat(repeat.number()).isEqualTo(number);
    });
    assertThat(plaza.get(chat + "/messages?after=0").numbers())
        .as("the order is that of the numbers")
        .containsExactlyElementsOf(posted.values());
    assertThat(
            plaza.get(chat + "/messages/search?q=message&wait=" + posted.size()).numbers())
        .as("what was posted can be found")
        .containsExactlyInAnyOrderElementsOf(posted.values());
    assertThat(plaza.get(chat).json().path("messages_count").asInt()).isEqualTo(posted.size());
  }

  @Test
  void a_clock_that_jumps_changes_no_number_no_order_no_key_and_no_stream() {
    try (var socket =
        SocketClient.on(server.http(), "/api/v1/socket?application=" + chat.split("/", -1)[4])) {
      socket.say("{\"type\":\"subscribe\",\"ref\":1,\"chat\":1,\"after\":\"0\"}");
      for (var by : JUMPS) {
        jump(by);

        writeAndRead();

        var event = socket.next("event").path("message");
        assertThat(event.path("number").asInt()).isEqualTo(posted.size());
      }
    }
  }

  @Test
  void a_clock_that_jumped_between_two_runs_changes_nothing_either() {
    for (var by : JUMPS) {
      server.stop();
      server.start(Trapped.server("-Dplaza.clock=" + by));

      writeAndRead();
    }
  }

  @Test
  void a_ticket_is_as_good_for_as_long_whatever_becomes_of_the_clock() {
    var application = chat.substring(0, chat.indexOf("/chats"));
    var ticket =
        server.http().post(application + "/tickets", "{}").json().path("ticket").asText();
    jump("P400D");

    try (var socket = SocketClient.on(server.http(), "/api/v1/socket?ticket=" + ticket)) {
      socket.say("{\"type\":\"ping\",\"ref\":1}");

      assertThat(socket.next().path("type").asText()).isEqualTo("pong");
    }
  }
}
