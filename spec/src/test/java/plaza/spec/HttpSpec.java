package plaza.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
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
    return Bare.exchange(
        plaza, "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
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
    var token = plaza.get(plaza.application()).json().path("token").asText();
    var code = plaza
        .post("/shorten?application=" + token, "{\"url\":\"https://example.com\"}")
        .json()
        .path("code");

    assertThat(document.path("openapi").asText()).startsWith("3.1");
    assertThat(document.path("paths").size()).isGreaterThan(10);
    document
        .path("paths")
        .properties()
        .forEach(path -> path.getValue().properties().forEach(operation -> {
          var address = path.getKey().replace("{code}", code.asText()).replaceAll("\\{\\w+}", "1");
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
  void the_description_refers_to_nothing_that_is_not_in_it_and_names_what_answers_have() {
    var document = plaza.get("/openapi.json").json();

    assertThat(document.findValuesAsText("$ref"))
        .isNotEmpty()
        .allSatisfy(pointer -> assertThat(document.at(pointer.substring(1)).isMissingNode())
            .as(pointer)
            .isFalse());
    var application = plaza.application();
    var chat = plaza.chatIn(application);
    plaza.post(chat + "/messages", Http.message("x"));
    plaza.get(chat + "/messages/search?q=x&wait=1");
    var examples = java.util.Map.of(
        "Application", plaza.get(application).json(),
        "Settings", plaza.get(application).json().path("settings"),
        "Chat", plaza.get(chat).json(),
        "Message", plaza.get(chat + "/messages/1").json(),
        "FoundMessage", plaza.get(application + "/messages/search?q=x").json().path(0),
        "Readiness", plaza.get("/ready").json(),
        "Problem", plaza.get(chat + "/messages/2").json());
    examples.forEach((name, example) -> {
      var schema = document.at("/components/schemas/" + name);
      var described = new java.util.TreeSet<String>();
      schema.path("properties").fieldNames().forEachRemaining(described::add);
      example.fieldNames().forEachRemaining(field -> assertThat(described).contains(field));
      schema
          .path("required")
          .forEach(field ->
              assertThat(example.has(field.asText())).as(name + "." + field).isTrue());
    });
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
    for (var header : List.of(
        "Forwarded", "X-Forwarded-For", "Via", "X-Real-IP", "CF-Connecting-IP", "True-Client-IP")) {
      assertThat(plaza.get("/api/v1/applications", header, "10.1.1.1").status())
          .as(header)
          .isEqualTo(403);
    }
    assertThat(plaza.get("/api/v1/applications", "Origin", plaza.url()).status())
        .isEqualTo(200);
  }

  @Test
  void too_many_changes_are_slowed_down() {
    var application = plaza.application();
    plaza.patch(application, "{\"rate_per_second\":1}");

    // On a machine that is so busy that a call takes a second, the rate allows the first ones.
    var refused = Stream.generate(() -> plaza.post(application + "/chats", ""))
        .limit(200)
        .filter(answer -> answer.status() == 429)
        .findFirst()
        .orElseThrow();

    assertThat(Long.parseLong(refused.header("Retry-After"))).isPositive();
    assertThat(refused.header("RateLimit")).isNotBlank();
    assertThat(refused.header("RateLimit-Policy")).isNotBlank();
  }

  private String head(String... lines) throws Exception {
    var head = String.join("\r\n", lines) + "\r\nConnection: close\r\n\r\n";
    return Bare.exchange(plaza, head).split("\r\n", 2)[0];
  }

  @Test
  void a_request_names_one_host_and_means_it() throws Exception {
    assertThat(head("GET /health HTTP/1.1")).contains(" 400 ");
    assertThat(head("GET /health HTTP/1.1", "Host: localhost", "Host: evil.test"))
        .contains(" 400 ");
    assertThat(head("GET http://evil.test/health HTTP/1.1", "Host: localhost")).contains(" 400 ");
    assertThat(head("GET http://localhost/health HTTP/1.1", "Host: localhost")).contains(" 200 ");
    assertThat(head("GET /health HTTP/1.1", "Host: evil.test")).contains(" 403 ");
    assertThat(head("GET /health HTTP/1.1", "Host: localhost, evil.test")).contains(" 403 ");
    assertThat(head("GET /health HTTP/1.0")).contains(" 200 ");
  }

  @Test
  void only_one_protocol_is_spoken() throws Exception {
    assertThat(head(
            "GET /health HTTP/1.1",
            "Host: localhost",
            "Connection: Upgrade, HTTP2-Settings",
            "Upgrade: h2c",
            "HTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA"))
        .contains(" 200 ");
    assertThat(Bare.exchange(plaza, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")).contains(" 501 ");
  }

  @Test
  void codings_that_are_not_understood_are_refused() throws Exception {
    var path = plaza.chat() + "/messages";

    assertThat(head(
            "POST " + path + " HTTP/1.1", "Host: localhost", "Transfer-Encoding: gzip, chunked"))
        .contains(" 501 ");
    assertThat(Bare.exchange(
            plaza,
            "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + "Content-Type: application/json\r\nTransfer-Encoding: Chunked\r\n\r\n"
                + "c\r\n{\"body\":\"x\"}\r\n0\r\n\r\n"))
        .contains(" 201 ");
    assertThat(head(
            "POST " + path + "/bulk HTTP/1.1",
            "Host: localhost",
            "Expect: 100-continue",
            "Content-Length: 100000000"))
        .contains(" 413 ");
  }

  @Test
  void what_is_wrong_with_json_is_named() {
    var path = plaza.chat() + "/messages";
    var deep = "[".repeat(500) + "]".repeat(500);

    assertThat(plaza.post(path, "{\"body\":\"a\",\"body\":\"b\"}").text()).contains("name twice");
    assertThat(plaza.post(path, "{\"body\":" + deep + "}").text()).contains("nests deeper");
    assertThat(plaza.post(path, "{\"body\":\"x\",\"\\ud800\":1}").status()).isEqualTo(400);
    assertThat(plaza.post(path, "{\"message\":\"x\"}").text()).contains("must be an object");
    assertThat(plaza.get(path + "?x=%FF&limit=1").text()).contains("The request is not UTF-8");
  }

  @Test
  void a_list_in_a_header_may_have_several_lines() throws Exception {
    var path = plaza.chat() + "/messages";
    plaza.post(path, Http.message("x"));
    var etag = plaza.get(path + "/1").header("ETag");

    assertThat(head(
            "GET " + path + "/1 HTTP/1.1",
            "Host: localhost",
            "If-None-Match: \"a\"",
            "If-None-Match: " + etag))
        .contains(" 304 ");
    assertThat(head(
            "GET " + path + " HTTP/1.1",
            "Host: localhost",
            "Accept: text/html",
            "Accept: application/json"))
        .contains(" 200 ");
  }

  @Test
  void in_open_mode_pages_of_servers_on_this_machine_may_call_without_a_setting() {
    var application = plaza.application();
    for (var origin : List.of("http://localhost:4000", "http://127.0.0.1:5173")) {
      String[] page = {"Origin", origin, "Content-Type", "application/json"};

      var made = plaza.post(application + "/chats", "{}", page);
      var wrong = plaza.post(application + "/chats", "{", page);
      var missing = plaza.get("/api/v1/applications/unknown", page);
      var preflight = plaza.send(
          "OPTIONS",
          application + "/chats",
          new byte[0],
          "Origin",
          origin,
          "Access-Control-Request-Method",
          "POST");

      assertThat(made.status()).isEqualTo(201);
      assertThat(wrong.status()).isEqualTo(400);
      assertThat(missing.status()).isEqualTo(404);
      for (var answer : List.of(made, wrong, missing, preflight)) {
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(origin);
      }
    }
    assertThat(plaza
            .post(application + "/chats", "{}", "Origin", "https://evil.example")
            .status())
        .isEqualTo(403);
  }

  private Http.Answer posted(byte[] body, String... headers) {
    return plaza.send("POST", plaza.chat() + "/messages", body, headers);
  }

  private static byte[] gzipped(byte[] bytes) throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes);
    }
    return packed.toByteArray();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void a_body_may_be_packed_with_gzip_within_the_limit_of_what_it_unpacks_to() throws Exception {
    String[] gzip = {"Content-Type", "application/json", "Content-Encoding", "gzip"};

    assertThat(posted(gzipped(utf8("{\"body\":\"packed\"}")), gzip)
            .json()
            .path("body")
            .asText())
        .isEqualTo("packed");
    assertThat(posted(gzipped(new byte[20_000_000]), gzip).status()).isEqualTo(413);
    assertThat(posted(utf8("{\"body\":\"not packed\"}"), gzip).status()).isEqualTo(400);
    var other = posted(
        utf8("{\"body\":\"x\"}"), "Content-Type", "application/json", "Content-Encoding", "br");
    assertThat(other.status()).isEqualTo(415);
    assertThat(other.header("Accept-Encoding")).isEqualTo("gzip, identity");
  }

  @Test
  void a_byte_order_mark_before_json_is_passed_over() {
    assertThat(posted(utf8("\uFEFF{\"body\":\"x\"}"), "Content-Type", "application/json")
            .status())
        .isEqualTo(201);
    assertThat(posted(utf8("\uFEFF\uFEFF{\"body\":\"x\"}"), "Content-Type", "application/json")
            .status())
        .isEqualTo(400);
  }

  @Test
  void two_equal_content_types_are_one() {
    var json = "application/json";
    assertThat(posted(utf8("{\"body\":\"x\"}"), "Content-Type", json, "Content-Type", json)
            .status())
        .isEqualTo(201);
    assertThat(posted(utf8("{\"body\":\"x\"}"), "Content-Type", json, "Content-Type", "text/plain")
            .status())
        .isEqualTo(415);
  }

  @Test
  void people_who_follow_a_link_that_leads_nowhere_see_a_page_and_programs_a_problem() {
    var browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
    for (var path : List.of("/nowhere-at-all", "/nowhere/at/all")) {
      var page = plaza.get(path, "Accept", browser);
      assertThat(page.status()).isEqualTo(404);
      assertThat(page.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
      assertThat(page.text()).contains("leads nowhere");
      for (var accept : List.of("*/*", "application/json", "text/html;q=0.5, application/json")) {
        assertThat(plaza.get(path, "Accept", accept).json().path("status").asInt())
            .isEqualTo(404);
      }
    }
    assertThat(plaza
            .get("/api/v1/nothing", "Accept", browser)
            .json()
            .path("status")
            .asInt())
        .isEqualTo(404);
  }
}
