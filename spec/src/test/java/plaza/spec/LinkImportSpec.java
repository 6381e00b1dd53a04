package plaza.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tables of links taken in with the command line, also twice, changed, or after a kill.
class LinkImportSpec {
  private static final int MANY = 12_000;

  private final Http plaza = PlazaServer.shared().http();
  private final String application = plaza.application().replaceFirst(".*/", "");

  @TempDir
  private Path directory = Path.of("");

  private Path file(String text) throws IOException {
    return Files.writeString(directory.resolve("links.csv"), text);
  }

  private String[] words(Path file, String... options) {
    var words = new ArrayList<>(List.of("import", "links", "" + file, "--url", plaza.url()));
    words.addAll(List.of("--application", application));
    words.addAll(List.of(options));
    return words.toArray(String[]::new);
  }

  private Commands.Run imported(Path file, String... options) throws Exception {
    return Commands.run(words(file, options));
  }

  /// What a run told about lines of the file.
  private static List<String> told(Commands.Run run) {
    return run.output()
        .lines()
        .filter(line -> line.matches(".*: line \\d.*, skipped"))
        .map(line -> line.replaceFirst(".*: line ", ""))
        .sorted()
        .toList();
  }

  /// The application's links, the oldest first.
  private List<JsonNode> links() {
    var links = new ArrayList<JsonNode>();
    list("&itemsPerPage=1000").path("data").forEach(links::addFirst);
    return links;
  }

  private long count() {
    return list("&itemsPerPage=1").at("/pagination/totalItems").asLong();
  }

  private JsonNode list(String query) {
    return plaza
        .get("/rest/v3/short-urls?application=" + application + query)
        .json()
        .path("shortUrls");
  }

  @Test
  void quotes_line_breaks_and_scripts_come_as_they_are_and_again_nothing_is_doubled()
      throws Exception {
    var text = """
        url,code,title,tags,valid_since,max_visits,status,forward_query
        https://example.com/a,Öde-%1$s,"Er sagte ""ja"",
        und ging","news, 世界",,,,

        "https://example.com/b,c",plain-%1$s,,,2030-01-31T12:00:00+01:00,7,301,FALSE
        https://example.com/c,,,,,,,
        """.formatted(application).replace("\n", "\r\n");
    var zipped = directory.resolve("links.csv.gz");
    try (var out = new GZIPOutputStream(Files.newOutputStream(zipped))) {
      out.write(("\uFEFF" + text).getBytes(StandardCharsets.UTF_8));
    }

    var first = imported(zipped);
    var second = imported(zipped);

    for (var run : List.of(first, second)) {
      assertThat(run.code()).as(run.output()).isZero();
      assertThat(run.output()).contains("3 links in the application " + application);
    }
    assertThat(count()).isEqualTo(3);
    var quoted = plaza
        .get("/rest/v3/short-urls/%C3%96de-" + application + "?application=" + application)
        .json();
    assertThat(quoted.path("title").asText()).isEqualTo("Er sagte \"ja\",\r\nund ging");
    assertThat(quoted.path("tags")).extracting(JsonNode::asText).containsExactly("news", "世界");
    var full = plaza
        .get("/rest/v3/short-urls/plain-" + application + "?application=" + application)
        .json();
    assertThat(full.path("longUrl").asText()).isEqualTo("https://example.com/b,c");
    assertThat(full.at("/meta/maxVisits").asInt()).isEqualTo(7);
    assertThat(full.at("/meta/validSince").asText()).startsWith("2030-01-31T11:00:00");
    assertThat(full.path("forwardQuery").asBoolean()).isFalse();
    assertThat(full.path("title").isNull()).isTrue();
  }

  @Test
  void an_export_of_shlinks_web_client_is_understood_and_what_it_has_besides_told_once()
      throws Exception {
    var file = file("""
        createdAt,domain,shortCode,shortUrl,longUrl,title,tags,visits
        2024-01-01,s.test,one-%1$s,https://s.test/one,https://example.com/1,One,a|b,10
        2024-01-02,s.test,two-%1$s,https://s.test/two,https://example.com/2,,,20
        """.formatted(application));

    var run = imported(file);

    assertThat(run.code()).as(run.output()).isZero();
    assertThat(run.output()).containsOnlyOnce("createdAt, domain, shortUrl, visits");
    assertThat(plaza.get("/two-" + application).header("Location"))
        .isEqualTo("https://example.com/2");
    assertThat(links())
        .extracting(link -> link.path("tags").size())
        .containsExactlyInAnyOrder(2, 0);
  }

  @Test
  void tables_with_other_separators_and_whole_short_urls_keep_their_codes() throws Exception {
    for (var table : List.of(
        "id;address;target;link\n1;kutt-%1$s;https://example.com/kutt;https://kutt.test/k\n",
        "Link\tLong URL\tTitle\nhttps://b.test/tab-%1$s?x=1\thttps://example.com/tab\t\"a;b,c\"\n",
        "\"short_url\",url\r\ns.test/%%C3%%B6-%1$s/,https://example.com/o\r\n",
        "shortUrl,url\nplain-%1$s,https://example.com/plain\n")) {
      var run = imported(file(table.formatted(application)));
      assertThat(run.code()).as(run.output()).isZero();
    }

    for (var path : List.of("kutt-", "tab-", "%C3%B6-", "plain-")) {
      assertThat(plaza.get("/" + path + application).status()).as(path).isEqualTo(302);
    }
    assertThat(links()).extracting(link -> link.path("title").asText("")).contains("a;b,c");
  }

  @Test
  void bad_lines_are_told_and_left_out_and_a_dry_run_tells_the_same_and_makes_nothing()
      throws Exception {
    var taken = plaza.post(
        "/shorten?application=" + plaza.application().replaceFirst(".*/", ""),
        "{\"url\":\"https://example.com\",\"code\":\"taken-" + application + "\"}");
    assertThat(taken.status()).isEqualTo(201);
    var file = file("""
        Long URL,Custom Slug,Max Visits
        https://example.com/good,good-%1$s,
        ,,
        nowhere,,many
        https://example.com/4,taken-%1$s,
        https://example.com/5,good-%1$s,
        "two
        lines",,
        https://example.com/8
        https://example.com/9,,0
        """.formatted(application));

    var dry = imported(file, "--dry-run");

    assertThat(count()).isZero();
    assertThat(dry.code()).as(dry.output()).isEqualTo(2);
    assertThat(dry.output()).contains("1 links would be", "7 lines skipped");
    var run = imported(file);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.output()).contains("1 links in", "7 lines skipped");
    assertThat(links()).hasSize(1);
    assertThat(told(run)).isEqualTo(told(dry)).hasSize(7);
    assertThat(told(run))
        .satisfiesExactly(
            line -> assertThat(line).startsWith("10 is refused: max_visits must"),
            line -> assertThat(line).startsWith("3 is refused: url can't be blank"),
            line -> assertThat(line)
                .startsWith("4 is refused: ")
                .contains("max_visits must", "url must"),
            line -> assertThat(line).startsWith("5 is refused: Another link has this code"),
            line -> assertThat(line).startsWith("6 has the code of line 2"),
            line -> assertThat(line).startsWith("7 is refused: url must"),
            line -> assertThat(line).startsWith("9 has 1 cells, the header 3"));
  }

  @Test
  void an_import_that_is_killed_and_run_again_loses_and_doubles_nothing() throws Exception {
    var text = new StringBuilder("url,slug\n");
    for (int i = 0; i < MANY; i++) {
      text.append("https://example.com/").append(i).append(',');
      text.append(i % 3 == 0 ? "many-" + i + "-" + application : "").append('\n');
    }
    var file = file(text.toString());
    var command = new ArrayList<>(PlazaServer.command());
    command.addAll(List.of(words(file)));
    var killed = new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve("output").toFile())
        .start();
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(5, TimeUnit.MILLISECONDS)
        .until(() -> count() > 0);
    assertThat(killed.destroyForcibly().waitFor()).isNotZero();
    assertThat(count()).isLessThan(MANY);

    var again = imported(file);

    assertThat(again.code()).as(again.output()).isZero();
    assertThat(again.output()).contains(MANY + " links in");
    assertThat(count()).isEqualTo(MANY);
  }

  @Test
  void a_file_that_has_changed_brings_what_is_new_wherever_it_stands() throws Exception {
    var head = "url,code,visits\n";
    var one = "https://example.com/1,,%d\n";
    var two = "https://example.com/2,two-" + application + ",%d\n";
    imported(file(head + one.formatted(5) + two.formatted(6) + one.formatted(7)));
    assertThat(count()).isEqualTo(3);

    var run = imported(file(head + "https://example.com/0,,0\n" + two.formatted(60) + "\n"
        + one.formatted(50) + one.formatted(70) + "https://example.com/3,two-" + application
        + ",\n"));

    assertThat(links())
        .extracting(link -> link.path("longUrl").asText().replaceFirst(".*/", ""))
        .containsExactlyInAnyOrder("1", "2", "1", "0");
    assertThat(told(run)).containsExactly("7 has the code of line 3, skipped");
    var edited = imported(file(head + "https://example.com/4,two-" + application + ",\n"));
    assertThat(told(edited)).containsExactly("2 is refused: Another link has this code, skipped");
    assertThat(count()).isEqualTo(4);
    imported(file(head + one.formatted(5)), "--name", "another");
    assertThat(count()).isEqualTo(5);
  }

  @Test
  void a_link_that_was_deleted_since_stays_deleted() throws Exception {
    var file =
        file("url,code\nhttps://example.com/1,gone-" + application + "\nhttps://example.com/2,\n");
    imported(file);
    plaza.delete("/rest/v3/short-urls/gone-" + application + "?application=" + application);

    var dry = imported(file, "--dry-run");
    var again = imported(file);

    assertThat(told(again))
        .isEqualTo(told(dry))
        .containsExactly("2 was made by an earlier import, and is deleted, skipped");
    assertThat(count()).isEqualTo(1);
  }

  @Test
  void a_table_that_can_t_be_read_is_refused_in_words() throws Exception {
    for (var bad : List.of(
        List.of("", "the file is empty"),
        List.of("page;code\nhttps://example.com;x\n", "no column is named url"),
        List.of("url,short\nhttps://example.com,x\n", "the column short seems to have the codes"),
        List.of(
            "Long URL;Hash\nhttps://example.com;x\n", "the column Hash seems to have the codes"),
        List.of("url,longUrl\na,b\n", "url and longUrl are the same field"),
        List.of("url\nhttps://example.com\n\"never ends\n", "line 3 can't be read"),
        List.of("url,title\n\"https://example.com\"x,b\n", "line 2 can't be read"))) {
      var run = imported(file(bad.get(0)));

      assertThat(run.output()).contains(bad.get(1)).doesNotContain("internal error");
      assertThat(run.code()).isEqualTo(1);
    }
    var latin = directory.resolve("latin.csv");
    Files.write(latin, "url,title\nhttps://example.com,Ö\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(imported(latin).output()).contains("the file is not UTF-8");
    var cut = Files.write(directory.resolve("cut.csv.gz"), new byte[] {0x1f, (byte) 0x8b, 8, 0, 0});
    assertThat(imported(cut).output()).contains("the file ends in the middle");
    assertThat(count()).isZero();
  }

  @Test
  void no_application_is_made_for_a_table_that_is_none() throws Exception {
    var name = "none-" + application;
    var file = file("page\nhttps://example.com\n");

    var run = Commands.run("import", "links", "" + file, "--url", plaza.url(), "--name", name);

    assertThat(run.output()).contains("no column is named url").doesNotContain("Made");
    assertThat(plaza.get("/api/v1/applications?limit=1").json().toString()).doesNotContain(name);
  }

  @Test
  void the_short_urls_are_written_to_a_table_that_is_whole() throws Exception {
    var out = directory.resolve("made.csv");
    var file = file("url\n"
        + String.join(
            "\n",
            IntStream.range(0, 1_500)
                .mapToObj(i -> "\"https://example.com/" + i + ",x\"")
                .toList()));

    var run = imported(file, "--out", "" + out);

    assertThat(run.code()).as(run.output()).isZero();
    var rows = Files.readAllLines(out);
    assertThat(rows).hasSize(1_501).startsWith("url,short_url");
    var last = rows.getLast().replace("\"", "").split(",x,", 2);
    assertThat(plaza.get(last[1].replace(plaza.url(), "")).header("Location"))
        .isEqualTo("https://example.com/1499,x");
  }

  @Test
  void options_that_would_do_what_nobody_can_want_are_refused() throws Exception {
    var file = file("url\nhttps://example.com\n");

    var nobodys = Commands.run("import", "links", "" + file, "--url", plaza.url(), "--dry-run");
    var missing = Commands.run(
        "import", "links", "" + file, "--url", plaza.url(), "--application", "0".repeat(32));
    var out = imported(file, "--dry-run", "--out", "" + directory.resolve("out"));

    assertThat(nobodys.output()).contains("--application");
    assertThat(missing.output()).contains("404");
    assertThat(out.output()).contains("--out");
    for (var run : List.of(nobodys, missing, out)) {
      assertThat(run.code()).isEqualTo(1);
    }
    assertThat(count()).isZero();
  }

  @Test
  void where_keys_are_asked_for_an_applications_own_key_will_do_and_no_others() throws Exception {
    try (var locked = PlazaServer.on(PlazaServer.temporary(), "--keys")) {
      var file = file("url\nhttps://example.com\n");
      var operator =
          locked.http().as(locked.output().replaceAll("(?s).*operator key: (\\S+).*", "$1"));
      var ann = operator.post("/api/v1/applications", "{\"name\":\"Ann\"}").json();
      var bob = operator.post("/api/v1/applications", "{\"name\":\"Bob\"}").json();
      var token = ann.path("token").asText();

      var own = into(token, locked, file, ann.path("secret").asText());
      var others = into(token, locked, file, bob.path("secret").asText());

      assertThat(own.code()).as(own.output()).isZero();
      assertThat(others.code()).isEqualTo(1);
      assertThat(others.output()).contains("the server answered 4");
    }
  }

  private static Commands.Run into(String token, PlazaServer server, Path file, String key)
      throws Exception {
    return Commands.run(
        "import", "links", "" + file, "--url", server.url(), "--application", token, "--key", key);
  }
}
