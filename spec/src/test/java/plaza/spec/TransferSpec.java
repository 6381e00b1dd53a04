package plaza.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plaza.contract.engine.FreePort;

/// Conversations taken in and out with the command line, interrupted at bad moments.
@Tag("campaign")
class TransferSpec {
  private static final int CHATS = 3;
  private static final Instant START = Instant.parse("2008-05-01T10:00:00Z");

  private final PlazaServer server = PlazaServer.shared();
  private final Http http = server.http();
  private String application = "";

  @TempDir
  private Path directory = Path.of("");

  @BeforeEach
  void makeAnApplication() {
    application = http.application();
  }

  @Test
  void an_import_keeps_order_authors_and_times_and_again_it_doubles_nothing() throws Exception {
    var file = file(6_500, 0);

    succeeds(importing(http.url(), "irc", file));
    succeeds(importing(http.url(), "irc", file));

    check(6_500);
    var third = http.get(application + "/chats/2/messages/3").json();
    assertThat(third.path("body").asText()).isEqualTo(body(7));
    assertThat(third.path("sender").asText()).isEqualTo("user7");
    assertThat(Instant.parse(third.path("created_at").asText())).isEqualTo(START.plusSeconds(7));
  }

  @Test
  void a_file_that_has_grown_brings_what_is_new() throws Exception {
    succeeds(importing(http.url(), "irc", file(700, 0)));
    succeeds(importing(http.url(), "irc", file(1_400, 0)));

    succeeds(importing(http.url(), "irc", file(4_000, 0)));

    check(4_000);
  }

  @Test
  void a_file_that_is_another_one_is_refused_by_the_name_of_the_last() throws Exception {
    succeeds(importing(http.url(), "irc", file(700, 0)));

    var second = importing(http.url(), "irc", file(700, 5));

    assertThat(second.waitFor()).isNotZero();
    assertThat(Files.readString(directory.resolve("output"))).contains("--name");
    check(700);
  }

  @Test
  void an_import_that_is_killed_and_run_again_loses_and_doubles_nothing() throws Exception {
    var file = file(30_000, 0);
    var first = importing(http.url(), "irc", file);
    awaitMessages(http, 1_000);
    first.destroyForcibly().waitFor();

    succeeds(importing(http.url(), "irc", file));

    check(30_000);
  }

  @Test
  void an_import_goes_on_when_its_server_is_killed_and_started_again() throws Exception {
    try (var killed =
        PlazaServer.on(directory.resolve("data"), "--port", Integer.toString(FreePort.next()))) {
      application = killed.http().application();
      var importing = importing(killed.url(), "irc", file(30_000, 0));
      awaitMessages(killed.http(), 1_000);
      killed.kill();
      killed.start();

      succeeds(importing);

      check(killed.http(), 30_000);
    }
  }

  @Test
  void an_export_imported_elsewhere_has_the_same_numbers() throws Exception {
    succeeds(importing(http.url(), "irc", file(4_000, 0)));
    http.delete(application + "/chats/1/messages/1");
    http.delete(application + "/chats/1/messages/700");
    http.patch(application + "/chats/3/messages/9", Http.message("edited"));
    http.delete(application + "/chats/2");
    var exported = directory.resolve("export.jsonl.gz");
    assertThat(run("export", "--url", http.url(), "--application", token(), "-o", "" + exported)
            .waitFor())
        .isZero();
    var original = application;
    application = http.application();

    succeeds(importing(http.url(), "plaza", exported));

    for (var chat : List.of("/chats/1", "/chats/3")) {
      assertThat(everything(http, application + chat))
          .isEqualTo(everything(http, original + chat))
          .hasSizeGreaterThan(1_000);
      assertThat(http.get(application + chat).json().path("messages_count"))
          .isEqualTo(http.get(original + chat).json().path("messages_count"));
    }
    assertThat(http.get(application + "/chats/2").status()).isEqualTo(410);
    assertThat(http.get(application + "/chats/1/messages/700").status()).isEqualTo(410);
  }

  @Test
  void an_import_into_the_directory_of_a_stopped_server_needs_no_server() throws Exception {
    var data = directory.resolve("data");
    String made;
    try (var first = PlazaServer.on(data)) {
      made = first.http().application();
      first.stop();
    }
    var token = made.substring(made.lastIndexOf('/') + 1);

    var importing =
        run("import", "irc", "" + file(700, 0), "--data", "" + data, "--application", token);

    succeeds(importing);
    try (var again = PlazaServer.on(data)) {
      application = made;
      check(again.http(), 700);
    }
  }

  @Test
  void lines_that_are_no_messages_are_told_and_left_out() throws Exception {
    var file = directory.resolve("bad.jsonl");
    Files.writeString(file, """
        {"chat":"one","user":"ann","at":"2008-05-01T10:00:00Z","body":"good"}
        {"chat":"one","user":"ann","at":"yesterday","body":"no time"}
        not json
        {"chat":"one","user":"ann","at":"2008-05-01T10:00:00Z","body":"   "}
        """);

    var importing = importing(http.url(), "irc", file);

    assertThat(importing.waitFor()).isEqualTo(2);
    assertThat(Files.readString(directory.resolve("output")))
        .contains("line 2 ")
        .contains("line 3 ")
        .contains("line 4 ")
        .contains("3 lines skipped");
    assertThat(http.get(application + "/chats/1/messages").numbers()).containsExactly(1L);
  }

  private static String line(String chat, String user, String at, String body) {
    return "{\"type\":\"message\",\"chat\":" + chat + ",\"user\":" + user + ",\"at\":" + at
        + ",\"body\":" + body + ",\"extra\":{\"a\":[null]}}";
  }

  /// What one server or another would refuse, in lines of a log that is good otherwise.
  @Test
  void whatever_a_line_is_the_lines_around_it_are_taken_in() throws Exception {
    http.post(application + "/chats", "{}");
    http.patch(application, "{\"forbidden_words\":[\"spam\"]}");
    var noon = "\"2008-05-01T10:00:00Z\"";
    var bad = new ArrayList<>(List.of(
        line("\"a\"", "null", "\"1969-12-31T23:59:59Z\"", "\"x\""),
        line("\"a\"", "null", "\"+10000-01-01T00:00:00Z\"", "\"x\""),
        line("\"a\"", "null", "\"NaN\"", "\"x\""),
        line("\"a\"", "null", "1209636000", "\"x\""),
        line("\"a\"", "null", "null", "\"x\""),
        line("null", "null", noon, "\"x\""),
        line("\"" + "c".repeat(256) + "\"", "null", noon, "\"x\""),
        line("\"a\\u0000\"", "null", noon, "\"x\""),
        line("\"a\"", "\"" + "u".repeat(256) + "\"", noon, "\"x\""),
        line("\"a\"", "7", noon, "\"x\""),
        line("\"a\"", "null", noon, "null"),
        line("\"a\"", "null", noon, "true"),
        line("\"a\"", "null", noon, "\"\\ud83d\""),
        line("\"a\"", "null", noon, "\"" + "x".repeat(4_001) + "\""),
        line("\"a\"", "null", noon, "\"this is spam\""),
        "[]",
        "{",
        "",
        line("\"a\"", "null", noon, "\"x\"") + " {}"));
    while (bad.size() < 120) {
      bad.add("not json");
    }
    var text = new StringBuilder("\uFEFF" + line("\"a\"", "null", noon, "\"first\"") + "\n");
    bad.forEach(line -> text.append(line).append('\n'));
    text.append(line("\"a\"", "\"u\"", "\"2016-12-31T23:59:60Z\"", "\"last\""));
    var file = Files.writeString(directory.resolve("dirty.jsonl"), text);

    assertThat(importing(http.url(), "irc", file).waitFor()).isEqualTo(2);

    var output = Files.readString(directory.resolve("output"));
    for (int number = 2; number <= 101; number++) {
      assertThat(output).contains("line " + number + " ");
    }
    assertThat(output).doesNotContain("line 102 ").contains("and 20 more, 120 in all");
    assertThat(output).contains("2 messages in ", "120 lines skipped");
    var taken = http.get(application + "/chats/2/messages").json();
    assertThat(taken.findValuesAsText("body")).containsExactly("first", "last");
    assertThat(taken.get(0).path("sender").isNull()).isTrue();
    assertThat(taken.get(1).path("created_at").asText()).isEqualTo("2017-01-01T00:00:00.000Z");
    assertThat(http.get(application).json().path("chats_count").asInt()).isEqualTo(2);
  }

  @Test
  void a_file_of_another_kind_is_refused_before_anything_is_made() throws Exception {
    var log = Files.writeString(
        directory.resolve("log"), line("\"a\"", "null", "\"2008-05-01T10:00:00Z\"", "\"x\""));
    var table = Files.writeString(directory.resolve("table"), "url,code\nhttps://a.example,b\n");
    var export = Files.writeString(
        directory.resolve("export"), "{\"chat\":1,\"type\":\"group\",\"name\":\"a\"}\n");
    var before = http.get("/api/v1/applications?limit=100").json().size();

    for (var file : List.of(log, table)) {
      var run = Commands.run("import", "plaza", "" + file, "--url", http.url());
      assertThat(run.code()).isEqualTo(1);
      assertThat(run.output()).contains("is no export of Plaza");
    }
    var run = Commands.run("import", "irc", "" + export, "--url", http.url());
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.output()).contains("is an export of Plaza");

    assertThat(http.get("/api/v1/applications?limit=100").json()).hasSize(before);
  }

  @Test
  void a_chat_that_was_deleted_since_stays_deleted_and_the_others_go_on() throws Exception {
    succeeds(importing(http.url(), "irc", file(700, 0)));
    http.delete(application + "/chats/1");

    var again = importing(http.url(), "irc", file(708, 0));

    assertThat(again.waitFor()).isEqualTo(2);
    assertThat(Files.readString(directory.resolve("output")))
        .contains("was deleted since it was imported");
    assertThat(http.get(application).json().path("chats_count").asInt()).isEqualTo(CHATS - 1);
    assertThat(http.get(application + "/chats/2").json().path("messages_count").asInt())
        .isEqualTo(708 / CHATS);
  }

  private String token() {
    return application.substring(application.lastIndexOf('/') + 1);
  }

  private static String body(int i) {
    return "message " + i + (i % 5 == 0 ? " schöne Grüße 世界" : "");
  }

  /// A chat log whose lines go round over the chats.
  private Path file(int lines, int offset) throws IOException {
    var file = directory.resolve("log.jsonl.gz");
    try (var out = new OutputStreamWriter(
        new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8)) {
      for (int i = offset; i < lines + offset; i++) {
        var line = Http.JSON
            .createObjectNode()
            .put("chat", "#room" + i % CHATS)
            .put("user", "user" + i)
            .put("at", START.plusSeconds(i).toString())
            .put("body", body(i));
        out.write(Http.json(line) + "\n");
      }
    }
    return file;
  }

  private Process importing(String url, String kind, Path file) throws IOException {
    return run("import", kind, "" + file, "--url", url, "--application", token());
  }

  private Process run(String... arguments) throws IOException {
    var command = new ArrayList<>(PlazaServer.command());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve("output").toFile())
        .start();
  }

  private void succeeds(Process process) throws Exception {
    assertThat(process.waitFor())
        .as(Files.readString(directory.resolve("output")))
        .isZero();
  }

  private void awaitMessages(Http http, long count) {
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(5, TimeUnit.MILLISECONDS)
        .until(() ->
            http.get(application + "/chats/1").json().path("messages_count").asLong() >= count);
  }

  private void check(int lines) {
    check(http, lines);
  }

  private void check(Http http, int lines) {
    assertThat(http.get(application + "/chats").numbers()).containsExactly(1L, 2L, 3L);
    for (int chat = 0; chat < CHATS; chat++) {
      var there = everything(http, application + "/chats/" + (chat + 1));
      var count = (lines - chat + CHATS - 1) / CHATS;
      assertThat(there).hasSize(count);
      for (int i = 0; i < count; i++) {
        assertThat(there.get(i)).startsWith((i + 1) + " " + body(i * CHATS + chat) + " user");
      }
      var told = http.get(application + "/chats/" + (chat + 1)).json().path("messages_count");
      assertThat(told.asLong()).isEqualTo(count);
    }
  }

  private static List<String> everything(Http http, String chat) {
    var there = new ArrayList<String>();
    for (var path = chat + "/messages?limit=100"; !path.isEmpty(); ) {
      var page = http.get(path);
      for (var m : page.json()) {
        there.add(String.join(
            " ",
            m.path("number").asText(),
            m.path("body").asText(),
            m.path("sender").asText(),
            m.path("created_at").asText()));
      }
      path = page.next();
    }
    return there;
  }
}
