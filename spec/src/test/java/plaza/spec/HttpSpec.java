package plaza.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class HttpSpec {
  private final Http plaza = PlazaServer.shared().http();

  @Test
  void a_known_path_names_the_methods_that_it_answers() {
    var answer = plaza.send("DELETE", "/api/v1/applications", new byte[0]);

    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.header("Allow")).contains("GET", "POST");
    assertThat(plaza.get("/nowhere/at/all").status()).isEqualTo(404);
  }

  @Test
  void bodies_have_a_size_and_a_type() {
    var path = plaza.chat() + "/messages";
    var large = ("{\"body\":\"" + "x".repeat(2 << 20) + "\"}").getBytes(StandardCharsets.UTF_8);

    assertThat(
            plaza.send("POST", path, large, "Content-Type", "application/json").status())
        .isEqualTo(413);
    assertThat(plaza.post(path, "<a/>", "Content-Type", "application/xml").status())
        .isEqualTo(415);
    assertThat(plaza.get(path, "Accept", "image/png").status()).isEqualTo(406);
    assertThat(plaza.get(path, "Accept", "text/html, */*;q=0.1").status()).isEqualTo(200);
  }

  @Test
  void lines_and_headers_have_a_length() {
    assertThat(plaza.get("/health?x=" + "y".repeat(10_000)).status()).isEqualTo(414);
    assertThat(plaza.get("/health", "X-Long", "y".repeat(20_000)).status()).isEqualTo(431);
  }

  @Test
  void text_in_a_query_may_be_encoded_or_bare_but_must_be_utf8() throws Exception {
    var chat = plaza.chat();
    plaza.post(chat + "/messages", Http.message("Hello 世界 🌍"));
    var path = chat + "/messages/search?wait=1&q=";

    assertThat(plaza.get(path + "%E4%B8%96").numbers()).containsExactly(1L);
    assertThat(bare(path + "世")).contains("HTTP/1.1 200").contains("Hello 世界 🌍");
    assertThat(plaza.get(path + "%FF").status()).isEqualTo(400);
    assertThat(bare(path + "%F")).contains("HTTP/1.1 400");
  }

  /// The answer to a request whose path is sent as it is, in UTF-8.
  private String bare(String path) throws Exception {
    var url = URI.create(plaza.url());
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), url.getPort())) {
      var request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void head_is_get_without_a_body() {
    var answer = plaza.send("HEAD", "/health", new byte[0]);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).isEmpty();
    assertThat(answer.header("Content-Length")).isNotEqualTo("0");
  }

  @Test
  void operations_answer() {
    assertThat(plaza.get("/health").status()).isEqualTo(200);
    assertThat(plaza.get("/ready").status()).isEqualTo(200);
    assertThat(plaza.get("/metrics").text()).contains("plaza_store_lag", "jvm_memory_used_bytes");
  }

  @Test
  void every_route_that_is_described_is_there() {
    var document = plaza.get("/openapi.json").json();

    assertThat(document.path("openapi").asText()).startsWith("3.1");
    assertThat(document.path("paths").size()).isGreaterThan(10);
    document
        .path("paths")
        .properties()
        .forEach(path -> path.getValue().properties().forEach(operation -> {
          var address = path.getKey().replaceAll("\\{\\w+}", "1");
          var answer = plaza.send(
              operation.getKey().toUpperCase(java.util.Locale.ROOT), address, new byte[0]);
          assertThat(answer.status())
              .as(operation.getKey() + " " + address)
              .isNotEqualTo(405)
              .isNotEqualTo(500);
          assertThat(answer.text()).doesNotContain("\"Not found\"");
        }));
  }

  @Test
  void every_answer_has_an_id_and_is_not_guessed_at_by_browsers() {
    var answer = plaza.get("/health");

    assertThat(answer.header("X-Request-Id")).isNotBlank();
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
  }

  @Test
  void open_mode_refuses_what_a_foreign_page_or_a_proxy_would_send() {
    assertThat(
            plaza.get("/api/v1/applications", "Origin", "https://evil.example").status())
        .isEqualTo(403);
    assertThat(plaza.get("/api/v1/applications", "X-Forwarded-For", "10.1.1.1").status())
        .isEqualTo(403);
    assertThat(plaza.get("/api/v1/applications", "Forwarded", "for=10.1.1.1").status())
        .isEqualTo(403);
    assertThat(plaza.get("/api/v1/applications", "Origin", plaza.url()).status())
        .isEqualTo(200);
  }

  @Test
  void too_many_changes_are_slowed_down() {
    var application = plaza.application();
    plaza.patch(application, "{\"rate_per_second\":1}");

    var statuses = java.util.stream.IntStream.range(0, 10)
        .mapToObj(_ -> plaza.post(application + "/chats", ""))
        .toList();

    var refused =
        statuses.stream().filter(answer -> answer.status() == 429).findFirst().orElseThrow();
    assertThat(Long.parseLong(refused.header("Retry-After"))).isPositive();
    assertThat(refused.header("RateLimit")).isNotBlank();
    assertThat(refused.header("RateLimit-Policy")).isNotBlank();
  }
}
