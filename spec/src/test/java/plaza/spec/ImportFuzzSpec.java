package plaza.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Import files that are not as they should be. `-Dplaza.fuzz.seed=1 -Dplaza.fuzz.count=1000000` is
/// a long run.
@Tag("campaign")
class ImportFuzzSpec {
  private static final long SEED = Long.getLong("plaza.fuzz.seed", 1);
  private static final int COUNT = Integer.getInteger("plaza.fuzz.count", 4_000);
  private static final int FILES = 6;
  private static final int LINES_OF_AN_EXPORT = 20;

  /// Each is imported twice, by a process of its own.
  private static final int TABLES = COUNT / 500;

  private static final Pattern RESULT =
      Pattern.compile("(\\d+) messages in \\d+ chats .*?(?:; (\\d+) lines? skipped)?\\R");

  @TempDir
  private Path directory = Path.of("");

  private final Http plaza = PlazaServer.shared().http();
  private final Mutator mutator = new Mutator(new SplittableRandom(SEED));

  private Commands.Run imported(String kind, Path file, String application) throws Exception {
    return Commands.run(
        "import",
        kind,
        file.toString(),
        "--url",
        plaza.url(),
        "--application",
        application.replaceAll(".*/", ""));
  }

  private static String irc(int n) {
    return "{\"chat\":\"#c" + n % 3
        + "\",\"user\":\"ann\",\"at\":\"2008-05-01T10:00:00Z\",\"body\":\"text " + n + "\"}";
  }

  private static String export(int n) {
    return n == 0
        ? "{\"type\":\"group\",\"chat\":1,\"name\":\"c\"}"
        : "{\"chat\":1,\"number\":" + n + ",\"body\":\"text\",\"sender\":\"ann\","
            + "\"created_at\":\"2008-05-01T10:00:00Z\",\"updated_at\":\"2009-05-01T10:00:00Z\"}";
  }

  /// Each line is a message or is left out, by its number; again, the same messages.
  @Test
  void bad_lines_of_a_chat_log_are_left_out_and_all_others_are_taken_in_once() throws Exception {
    var text = new StringBuilder();
    for (int n = 0; n < COUNT; n++) {
      var line = n % 2 == 0 ? irc(n) : mutator.mutated(irc(n));
      text.append(line.replaceAll("[\\r\\n]", " ")).append('\n');
    }
    var file = Files.writeString(directory.resolve("bad.jsonl"), text);
    var application = plaza.application();

    var first = imported("irc", file, application);
    var second = imported("irc", file, application);

    for (var run : new Commands.Run[] {first, second}) {
      assertThat(run.output()).doesNotContain("internal error", "Exception");
      assertThat(run.code()).isEqualTo(2);
      var result = RESULT.matcher(run.output());
      assertThat(result.find()).as(run.output()).isTrue();
      assertThat(Integer.parseInt(result.group(1)) + Integer.parseInt(result.group(2)))
          .isEqualTo(COUNT);
      assertThat(Integer.parseInt(result.group(1))).isGreaterThanOrEqualTo(COUNT / 2);
      assertThat(count(application)).isEqualTo(Integer.parseInt(result.group(1)));
    }
  }

  private long count(String application) {
    var count = 0L;
    for (var path = application + "/chats?limit=100"; !path.isEmpty(); ) {
      var page = plaza.get(path);
      for (var chat : page.json()) {
        count += chat.path("messages_count").asLong();
      }
      path = page.next();
    }
    return count;
  }

  /// An export's numbers must stay: a file that is no export is refused in words.
  @Test
  void a_damaged_export_is_taken_in_or_refused_in_words() throws Exception {
    for (int i = 0; i < FILES; i++) {
      var lines = new ArrayList<String>();
      for (int n = 0; n < LINES_OF_AN_EXPORT; n++) {
        lines.add(n % FILES == i ? mutator.mutated(export(n)) : export(n));
      }
      var file = Files.write(directory.resolve("export" + i), lines);

      var run = imported("plaza", file, plaza.application());

      assertThat(run.output()).as("%s", lines).doesNotContain("internal error", "Exception");
      assertThat(run.code()).isIn(0, 1, 2);
    }
  }

  private static String link(int n) {
    return n == 0
        ? "url,code,title,tags,max_visits"
        : "https://example.com/" + n + ",,\"Title, " + n + "\",a|b," + n;
  }

  /// A mutation may open a quote that never ends: nothing says which lines were meant.
  @Test
  void a_damaged_table_of_links_is_taken_in_or_refused_in_words_and_again_the_same()
      throws Exception {
    for (int i = 0; i < TABLES; i++) {
      var lines = new ArrayList<String>();
      for (int n = 0; n < LINES_OF_AN_EXPORT; n++) {
        lines.add(
            n % LINES_OF_AN_EXPORT == i % LINES_OF_AN_EXPORT || i + n == TABLES
                ? mutator.mutated(link(n))
                : link(n));
      }
      var file = Files.write(directory.resolve("links" + i), lines);
      var application = plaza.application();

      var first = imported("links", file, application);
      var links = links(application);
      var second = imported("links", file, application);

      assertThat(first.output()).as("%s", lines).doesNotContain("internal error", "Exception");
      assertThat(first.code()).isIn(0, 1, 2).isEqualTo(second.code());
      assertThat(links(application)).as("%s", lines).isEqualTo(links);
    }
  }

  private long links(String application) {
    return plaza
        .get("/rest/v3/short-urls?itemsPerPage=1&application=" + application.replaceAll(".*/", ""))
        .json()
        .at("/shortUrls/pagination/totalItems")
        .asLong();
  }

  @Test
  void a_file_of_other_bytes_is_refused_in_words() throws Exception {
    var gzipCutShort = new byte[] {0x1f, (byte) 0x8b, 8, 0, 0};
    var notText = new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1, 2, '\n', (byte) 0xc0};
    var deep = ("[".repeat(100_000) + "\n").getBytes(StandardCharsets.UTF_8);
    for (var bytes : new byte[][] {gzipCutShort, notText, deep}) {
      var file = Files.write(directory.resolve("bytes"), bytes);
      for (var kind : List.of("irc", "links")) {
        var run = imported(kind, file, plaza.application());

        assertThat(run.output()).doesNotContain("internal error", "Exception");
        assertThat(run.code()).isIn(1, 2);
      }
    }
  }
}
