package plaza.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Whatever bytes come, the answer is never a 500, nothing is logged as a failure of the program,
/// and the server goes on serving. A seed and a count can be given: `-Dplaza.fuzz.seed=1
/// -Dplaza.fuzz.count=1000000`.
@Tag("campaign")
class FuzzSpec {
  private static final long SEED = Long.getLong("plaza.fuzz.seed", 1);
  private static final int COUNT = Integer.getInteger("plaza.fuzz.count", 4_000);
  private static final int AT_ONCE = 16;
  private static final int READ_MS_MAX = 250;
  /// What the request names as its protocol comes back, even if there is no such thing.
  private static final Pattern STATUS = Pattern.compile("\\S+ (\\d{3}) ");

  /// Requests that are well.
  private static List<String> requests(String chat) {
    var get = " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";
    var json = get + "Content-Type: application/json\r\n";
    var form = get + "Content-Type: application/x-www-form-urlencoded\r\n";
    var upgrade = String.join(
        "\r\n",
        " HTTP/1.1",
        "Host: localhost",
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
        "",
        "");
    var application = chat.substring(0, chat.lastIndexOf("/chats"));
    return List.of(
        "GET " + chat + "/messages?limit=10&after=1" + get + "\r\n",
        "GET " + chat + "/messages?page=2&per_page=10" + get + "If-None-Match: \"abc-1\"\r\n\r\n",
        "GET " + chat + "/messages/search?q=%22hello+you%22&before=7&wait=1" + get + "\r\n",
        "GET " + application + "/messages/search?q=%E4%B8%96&cursor=AAAA" + get + "\r\n",
        "GET " + chat + "/events?after=0" + get + "Last-Event-ID: abc\r\n\r\n",
        "GET /api/v1/applications?cursor=abc&limit=3" + get + "\r\n",
        "GET /openapi.json" + get + "Accept: application/json;q=0.5, */*\r\n\r\n",
        "OPTIONS " + chat + get
            + "Origin: http://localhost\r\nAccess-Control-Request-Method: PUT\r\n\r\n",
        "GET /api/v1/socket?application=" + application.replaceAll(".*/", "") + upgrade,
        withBody(
            "POST " + chat + "/messages" + json + "Idempotency-Key: k1\r\n",
            "{\"body\":\"hello \\u4e16\",\"sender\":null}"),
        withBody("POST " + chat + "/messages" + form, "body=hello+%E4%B8%96&sender=ann"),
        withBody(
            "POST " + chat + "/messages/bulk" + json,
            "{\"messages\":[{\"body\":\"a\"},{\"body\":\"b\",\"sender\":\"x\"}]}"),
        withBody(
            "PATCH " + chat + "/messages/1" + json + "If-Match: \"abc-1\", W/\"x\"\r\n",
            "{\"message\":{\"body\":\"new\"}}"),
        withBody(
            "PATCH " + application + json,
            "{\"cors_origins\":[\"https://a.example\"],\"forbidden_words\":[\"x\"]}"),
        withBody(
            "POST " + application + "/chats" + json + "Prefer: respond-async\r\n",
            "{\"name\":\"x\",\"type\":\"direct\"}"));
  }

  private static String withBody(String head, String body) {
    return head + "Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n"
        + body;
  }

  /// What is bad of a request: all of it, or one part, so that the rest is read at all.
  private enum Part {
    ALL,
    BODY,
    QUERY,
    HEADER
  }

  private static final List<String> HEADERS = List.of(
      "If-Match: \"abc-1\", W/\"x\"",
      "If-None-Match: *, \"abc-1\"",
      "Prefer: respond-async, wait=5",
      "Idempotency-Key: \"8e03978e-40d5\"",
      "Accept: application/json;q=0.5, text/*;q=0",
      "Authorization: Bearer plaza_0123456789",
      "Last-Event-ID: abc-1-1",
      "X-Forwarded-For: 10.0.0.1, ::1",
      "Origin: https://a.example",
      "Content-Encoding: gzip",
      "Cookie: a=b; c=d",
      "Range: bytes=0-5");

  private static String mutated(String good, Mutator mutator, RandomGenerator random) {
    var end = good.indexOf("\r\n\r\n") + 4;
    var head = good.substring(0, end);
    return switch (Part.values()[random.nextInt(Part.values().length)]) {
      case ALL -> mutator.mutated(good);
      case BODY -> {
        // Its length is true.
        var length = head.indexOf("Content-Length: ");
        yield length < 0
            ? mutator.mutated(good)
            : withBody(head.substring(0, length), mutator.mutated(good.substring(end)));
      }
      case QUERY -> {
        var from = head.indexOf('?') + 1;
        var to = head.indexOf(" HTTP/1.1");
        yield from == 0 || from > to
            ? mutator.mutated(good)
            : good.substring(0, from)
                + encoded(mutator.mutated(good.substring(from, to)))
                + good.substring(to);
      }
      case HEADER -> {
        var header = mutator.mutated(HEADERS.get(random.nextInt(HEADERS.size())));
        var host = good.indexOf("Host: ");
        yield good.substring(0, host) + header + "\r\n" + good.substring(host);
      }
    };
  }

  /// As a client would send it: no spaces, no line ends.
  private static String encoded(String query) {
    return URLEncoder.encode(query, StandardCharsets.UTF_8)
        .replace("%3D", "=")
        .replace("%26", "&")
        .replace("%25", "%");
  }

  private static String exchange(int port, String request) throws IOException {
    return exchange(port, request.getBytes(StandardCharsets.UTF_8));
  }

  private static String exchange(int port, byte[] request) throws IOException {
    var got = new ByteArrayOutputStream();
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(READ_MS_MAX);
      socket.getOutputStream().write(request);
      socket.getInputStream().transferTo(got);
    } catch (SocketTimeoutException | SocketException e) {
      // It waits for more, or is a stream; or it was cut off.
    }
    return got.toString(StandardCharsets.UTF_8);
  }

  @Test
  void no_request_makes_the_server_fail() throws Exception {
    try (var server = PlazaServer.on(PlazaServer.temporary());
        var threads = Executors.newFixedThreadPool(AT_ONCE)) {
      var plaza = server.http();
      var chat = plaza.chat();
      plaza.post(chat + "/messages", Http.message("hello you"));
      var port = URI.create(server.url()).getPort();
      var good = requests(chat);
      for (var request : good) {
        // One that waits for the search index may be out of the test's patience at first.
        await()
            .untilAsserted(() ->
                assertThat(exchange(port, request)).as(request).matches("(?s)HTTP/1\\.1 [1-4].*"));
      }
      var failures = new ConcurrentLinkedQueue<String>();
      var random = new SplittableRandom(SEED);
      for (int i = 0; i < COUNT; i++) {
        var own = random.split();
        var _ = threads.submit(() -> {
          var request = mutated(good.get(own.nextInt(good.size())), new Mutator(own), own);
          var answer = exchange(port, request);
          var status = STATUS.matcher(answer);
          if (!answer.isEmpty() && (!status.lookingAt() || status.group(1).equals("500"))) {
            failures.add(request + "\n---\n" + answer);
          }
          return null;
        });
      }
      threads.shutdown();
      assertThat(threads.awaitTermination(1, java.util.concurrent.TimeUnit.DAYS))
          .isTrue();

      assertThat(failures).isEmpty();
      assertThat(plaza.get("/ready").status()).isEqualTo(200);
      assertThat(server.output()).doesNotContain("a call failed", "Exception", "Unhandled");
    }
  }

  @Test
  void no_frame_makes_a_socket_fail() {
    try (var server = PlazaServer.on(PlazaServer.temporary())) {
      var plaza = server.http();
      var chat = plaza.chat();
      var token = chat.replaceAll(".*/applications/|/chats/.*", "");
      var good = List.of(
          "{\"type\":\"subscribe\",\"ref\":1,\"chat\":1,\"after\":\"0\"}",
          "{\"type\":\"unsubscribe\",\"ref\":\"x\",\"chat\":1}",
          "{\"type\":\"send\",\"ref\":2,\"chat\":1,\"body\":\"hi\",\"sender\":\"a\",\"client_id\":\"c\"}",
          "{\"type\":\"ping\",\"ref\":null}");
      var mutator = new Mutator(new SplittableRandom(SEED));
      try (var socket = SocketClient.on(plaza, "/api/v1/socket?application=" + token)) {
        for (int i = 0; i < COUNT / 4; i++) {
          socket.say(mutator.mutated(good.get(i % good.size())));
        }
        socket.say("{\"type\":\"subscribe\",\"ref\":\"last\",\"chat\":1}");
        var frame = socket.next();
        while (!frame.path("ref").asText().equals("last")) {
          assertThat(frame.path("status").asInt()).isNotEqualTo(500);
          frame = socket.next();
        }
        assertThat(frame.path("type").asText()).isIn("subscribed", "error");
      }
      assertThat(plaza.get("/ready").status()).isEqualTo(200);
      assertThat(server.output()).doesNotContain("Exception", "failed");
    }
  }

  /// What is no frame at all, after a handshake that is well.
  @Test
  void no_bytes_on_a_socket_make_the_server_fail() throws Exception {
    try (var server = PlazaServer.on(PlazaServer.temporary());
        var threads = Executors.newFixedThreadPool(AT_ONCE)) {
      var plaza = server.http();
      var upgrade = requests(plaza.chat()).stream()
          .filter(request -> request.contains("Upgrade: websocket"))
          .findFirst()
          .orElseThrow();
      var port = URI.create(server.url()).getPort();
      var random = new SplittableRandom(SEED);
      for (int i = 0; i < COUNT / 10; i++) {
        var bytes = frame(random);
        var _ = threads.submit(() -> exchange(port, bytes(upgrade, bytes)));
      }
      threads.shutdown();
      assertThat(threads.awaitTermination(1, java.util.concurrent.TimeUnit.DAYS))
          .isTrue();

      assertThat(plaza.get("/ready").status()).isEqualTo(200);
      assertThat(server.output()).doesNotContain("Exception", "failed", "Unhandled");
    }
  }

  /// A frame's first bytes say its kind, whether it is masked, and its length: any of it.
  private static byte[] frame(SplittableRandom random) {
    var frame = new byte[random.nextInt(1, 300)];
    random.nextBytes(frame);
    if (random.nextBoolean()) {
      frame[0] = (byte) 0x81;
    }
    return frame;
  }

  private static byte[] bytes(String head, byte[] more) {
    var all = new ByteArrayOutputStream();
    all.writeBytes(head.getBytes(StandardCharsets.UTF_8));
    all.writeBytes(more);
    return all.toByteArray();
  }
}
