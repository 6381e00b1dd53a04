package plaza.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Live access in keys mode: who may subscribe, for how long, and how it ends.
class LiveAccessSpec {
  private static final Pattern KEY = Pattern.compile("operator key: (\\S+)");

  private static PlazaServer server;
  private static Http operator;

  private final String application;
  private final Http ann;
  private final String chat;

  LiveAccessSpec() {
    var created = operator.post("/api/v1/applications", "{\"name\":\"Ann's\"}").json();
    application = "/api/v1/applications/" + created.path("token").asText();
    ann = server.http().as(created.path("secret").asText());
    chat = ann.chatIn(application);
  }

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

  private String ticket() {
    return ticketOf(ann, "/api/v1/tickets");
  }

  private static String ticketOf(Http caller, String path) {
    var issued = caller.post(path, "");
    assertThat(issued.status()).isEqualTo(201);
    assertThat(issued.json().path("expires_in").asInt()).isEqualTo(30);
    return issued.json().path("ticket").asText();
  }

  @Test
  void a_ticket_opens_one_stream_or_one_socket_once() {
    var nobody = server.http();
    var forStream = ticket();
    var forSocket = ticket();

    try (var watcher = EventClient.on(nobody, chat + "/events?ticket=" + forStream);
        var socket = SocketClient.on(nobody, "/api/v1/socket?ticket=" + forSocket)) {
      assertThat(watcher.status()).isEqualTo(200);
      socket.say("{\"type\":\"send\",\"chat\":1,\"body\":\"hi\"}");
      assertThat(socket.next("ack").path("status").asInt()).isEqualTo(201);
      assertThat(watcher.next().body()).isEqualTo("hi");
    }

    assertThat(nobody.get(chat + "/events?ticket=" + forStream).status()).isEqualTo(401);
    assertThat(nobody.get("/api/v1/socket?ticket=" + forSocket).status()).isEqualTo(401);
    assertThat(nobody.get(chat + "/messages?ticket=" + ticket()).status()).isEqualTo(401);
    assertThat(nobody.get(chat + "/events").status()).isEqualTo(401);
    assertThat(nobody.post("/api/v1/tickets", "").status()).isEqualTo(401);
  }

  @Test
  void a_stream_may_come_back_once_with_its_ticket() {
    var nobody = server.http();
    var path = chat + "/events?ticket=" + ticket();
    var seen = "";
    try (var stream = EventClient.on(nobody, path)) {
      ann.post(chat + "/messages", Http.message("one"));
      assertThat(stream.next().number()).isEqualTo(1);
      seen = stream.lastId();
    }
    ann.post(chat + "/messages", Http.message("two"));

    try (var back = EventClient.on(nobody, path, "Last-Event-ID", seen)) {
      assertThat(back.next().number()).isEqualTo(2);
    }

    assertThat(nobody.get(path, "Last-Event-ID", seen).status()).isEqualTo(401);
  }

  @Test
  void a_sockets_ticket_is_no_good_for_coming_back() {
    var nobody = server.http();
    var ticket = ticket();
    try (var socket = SocketClient.on(nobody, "/api/v1/socket?ticket=" + ticket)) {
      socket.say("{\"type\":\"ping\"}");
      assertThat(socket.next("pong").path("type").asText()).isEqualTo("pong");
    }

    for (var path : List.of("/api/v1/socket?ticket=", chat + "/events?ticket=")) {
      assertThat(nobody.get(path + ticket, "Last-Event-ID", "0").status()).isEqualTo(401);
    }
  }

  @Test
  void what_hangs_on_a_ticket_ends_with_the_key_that_made_it() throws Exception {
    var nobody = server.http();
    var second = ann.post(application + "/keys", "").json();
    var other = server.http().as(second.path("secret").asText());
    var unused = List.of(ticketOf(other, "/api/v1/tickets"), ticketOf(other, "/api/v1/tickets"));
    var ofStream = chat + "/events?ticket=" + ticketOf(other, "/api/v1/tickets");
    var socketPath = "/api/v1/socket?ticket=";
    try (var socket = SocketClient.on(nobody, socketPath + ticketOf(other, "/api/v1/tickets"));
        var stream = EventClient.on(nobody, ofStream);
        var staying = EventClient.on(nobody, chat + "/events?ticket=" + ticket());
        var operators =
            SocketClient.on(nobody, socketPath + ticketOf(operator, application + "/tickets"))) {
      ann.delete(application + "/keys/" + second.path("key_id").asText());

      socket.say("{\"type\":\"send\",\"chat\":1,\"body\":\"too late\"}");
      assertThat(socket.next("error").path("status").asInt()).isEqualTo(401);
      assertThat(socket.closeCode()).isEqualTo(1008);
      assertThat(stream.awaitEnd()).isTrue();
      assertThat(nobody.get(ofStream, "Last-Event-ID", stream.lastId()).status())
          .isEqualTo(401);
      assertThat(nobody.get(socketPath + unused.getFirst()).status()).isEqualTo(401);
      assertThat(nobody.get(chat + "/events?ticket=" + unused.getLast()).status())
          .isEqualTo(401);
      operators.say("{\"type\":\"send\",\"chat\":1,\"body\":\"in time\"}");
      assertThat(operators.next("ack").path("status").asInt()).isEqualTo(201);
      assertThat(staying.next().number()).isEqualTo(1);
    }
  }

  @Test
  void what_hangs_on_the_operators_key_ends_when_it_is_replaced() throws Exception {
    try (var own = PlazaServer.on(PlazaServer.temporary(), "--keys")) {
      var match = KEY.matcher(own.output());
      assertThat(match.find()).isTrue();
      var first = own.http().as(match.group(1));
      var made = first.post("/api/v1/applications", "{\"name\":\"Ann's\"}").json();
      var path = "/api/v1/applications/" + made.path("token").asText();
      var unused = ticketOf(first, path + "/tickets");
      try (var byTicket = SocketClient.on(
              own.http(), "/api/v1/socket?ticket=" + ticketOf(first, path + "/tickets"));
          var byKey = SocketClient.on(first, path + "/socket");
          var staying =
              SocketClient.on(own.http().as(made.path("secret").asText()), "/api/v1/socket")) {
        assertThat(Commands.run("keys", "operator", "--data", own.data().toString())
                .code())
            .isZero();

        assertThat(byTicket.closeCode()).isEqualTo(1008);
        assertThat(byKey.closeCode()).isEqualTo(1008);
        assertThat(own.http().get("/api/v1/socket?ticket=" + unused).status()).isEqualTo(401);
        staying.say("{\"type\":\"ping\"}");
        assertThat(staying.next("pong").path("type").asText()).isEqualTo("pong");
      }
    }
  }

  @Test
  void anothers_ticket_does_not_open_it() {
    var bens = operator.post("/api/v1/applications", "{\"name\":\"Ben's\"}").json();
    var ben = server.http().as(bens.path("secret").asText());
    var ticket = ben.post("/api/v1/tickets", "").json().path("ticket").asText();

    assertThat(server.http().get(chat + "/events?ticket=" + ticket).status()).isEqualTo(404);
    assertThat(ben.get(chat + "/events").status()).isEqualTo(404);
  }

  @Test
  void a_connection_ends_soon_after_its_key_was_revoked() throws Exception {
    var second = ann.post(application + "/keys", "").json();
    var other = server.http().as(second.path("secret").asText());
    try (var socket = SocketClient.on(other, "/api/v1/socket");
        var stream = EventClient.on(other, chat + "/events");
        var staying = EventClient.on(ann, chat + "/events")) {
      ann.delete(application + "/keys/" + second.path("key_id").asText());

      socket.say("{\"type\":\"send\",\"chat\":1,\"body\":\"too late\"}");
      assertThat(socket.next("error").path("status").asInt()).isEqualTo(401);
      assertThat(socket.closeCode()).isEqualTo(1008);
      assertThat(stream.awaitEnd()).isTrue();
      assertThat(staying.hasEnded()).isFalse();
    }
  }

  @Test
  void a_connection_ends_with_its_application() throws Exception {
    var unused = ticket();
    try (var byTicket = SocketClient.on(server.http(), "/api/v1/socket?ticket=" + ticket());
        var socket = SocketClient.on(ann, "/api/v1/socket");
        var stream = EventClient.on(ann, chat + "/events")) {
      ann.delete(application);

      assertThat(server.http().get("/api/v1/socket?ticket=" + unused).status()).isEqualTo(410);
      assertThat(byTicket.closeCode()).isEqualTo(1008);
      assertThat(socket.closeCode()).isEqualTo(1008);
      assertThat(stream.awaitEnd()).isTrue();
    }
  }

  @Test
  void what_is_sent_over_a_socket_is_paced_as_over_http() {
    ann.patch(application, "{\"rate_per_second\":1}");
    try (var socket = SocketClient.on(ann, "/api/v1/socket")) {
      IntStream.range(0, 60)
          .forEach(_ -> socket.say("{\"type\":\"send\",\"chat\":1,\"body\":\"x\"}"));

      assertThat(socket.next("error").path("status").asInt()).isEqualTo(429);
    }
  }

  /// A client that reads nothing: the sender must not feel it, and the server not remember it.
  @Test
  void a_watcher_who_reads_nothing_is_cut_off_and_holds_nobody_up() throws Exception {
    var uri = URI.create(server.url());
    try (var deaf = new Socket(uri.getHost(), uri.getPort());
        var hearing = EventClient.on(ann, chat + "/events")) {
      deaf.getOutputStream()
          .write(("GET " + chat + "/events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                  + ann.secret() + "\r\n\r\n")
              .getBytes(StandardCharsets.US_ASCII));
      Awaitility.await().until(() -> connections() == 2);
      var text = "x".repeat(4_000);
      var bulk = "{\"messages\":["
          + String.join(",", java.util.Collections.nCopies(500, Http.message(text))) + "]}";
      var posted = 0;
      for (int i = 0; i < 20; i++) {
        assertThat(ann.post(chat + "/messages/bulk", bulk).status()).isEqualTo(201);
        posted += 500;
      }
      for (int i = 1; i <= posted; i++) {
        assertThat(hearing.next().number()).isEqualTo(i);
      }

      Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> connections() == 1);

      deaf.setSoTimeout(10_000);
      assertThatThrownBy(() -> drain(deaf)).isInstanceOf(IOException.class);
    }
  }

  private static void drain(Socket socket) throws IOException {
    var buffer = new byte[1 << 16];
    while (socket.getInputStream().read(buffer) >= 0) {
      // What the system had taken before the cut.
    }
    throw new IOException("the end");
  }

  private static int connections() {
    var match = Pattern.compile("plaza_live_connections\\{kind=\"stream\"} (\\d+)")
        .matcher(operator.get("/metrics").text());
    return match.find() ? Integer.parseInt(match.group(1)) : -1;
  }

  @Test
  void a_server_that_stops_says_so_and_its_watchers_find_what_they_missed() throws Exception {
    try (var stopping = PlazaServer.on(PlazaServer.temporary())) {
      var plaza = stopping.http();
      var path = plaza.chat();
      var token = path.split("/", -1)[4];
      try (var stream = EventClient.on(plaza, path + "/events");
          var socket = SocketClient.on(plaza, "/api/v1/socket?application=" + token)) {
        plaza.post(path + "/messages", Http.message("one"));
        assertThat(stream.next().number()).isEqualTo(1);

        assertThat(stopping.stop()).isIn(0, 143);

        assertThat(socket.closeCode()).isEqualTo(1012);
        assertThat(stream.awaitEnd()).isTrue();
        stopping.start();
        var again = stopping.http();
        again.post(path + "/messages", Http.message("two"));
        try (var back = EventClient.on(again, path + "/events", "Last-Event-ID", stream.lastId())) {
          assertThat(back.next().number()).isEqualTo(2);
        }
      }
    }
  }
}
