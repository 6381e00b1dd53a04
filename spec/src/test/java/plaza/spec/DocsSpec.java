package plaza.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The examples in the documentation work as shown, and its links are valid.
@Tag("campaign")
class DocsSpec {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
  private static final int LINE_LENGTH_MAX = 140;
  private static final String DOCUMENTED_URL = "http://127.0.0.1:8080";

  static Stream<String> texts() throws IOException {
    try (var all = Files.list(ROOT);
        var docs = Files.list(ROOT.resolve("docs"));
        var decisions = Files.list(ROOT.resolve("decisions"))) {
      return Stream.of(all, docs, decisions)
          .flatMap(files -> files)
          .filter(file -> file.toString().endsWith(".md"))
          .map(file -> ROOT.relativize(file).toString())
          .sorted()
          .toList()
          .stream();
    }
  }

  static Stream<String> pages() throws IOException {
    return texts().filter(page -> page.startsWith("docs/") || page.equals("README.md"));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void the_examples_of_a_page_do_what_it_says(String page) throws Exception {
    var examples = Example.of(ROOT.resolve(page));
    if (examples.isEmpty()) {
      return;
    }
    var directory = PlazaServer.temporary();
    try (var shell = Shell.in(directory);
        var reader = new Reader(page, shell, directory)) {
      for (var example : examples) {
        reader.follow(example);
      }
    }
  }

  /// Runs the examples of a page, on the server that all pages share or on its own.
  private static final class Reader implements AutoCloseable {
    private final String page;
    private final Shell shell;
    private final Path directory;
    private @Nullable PlazaServer own;

    Reader(String page, Shell shell, Path directory) {
      this.page = page;
      this.shell = shell;
      this.directory = directory;
    }

    void follow(Example example) throws Exception {
      if (example.server().isPresent()) {
        close();
        own = example
            .server()
            .filter(told -> !told.equals("stop"))
            .map(this::start)
            .orElse(null);
        return;
      }
      var url = (own == null ? PlazaServer.shared() : own).url();
      var what = page + ":" + example.line();
      var shown = shell.type(
          example.script().replace(DOCUMENTED_URL, url),
          url,
          text -> example.expected().map(e -> e.isLike(documented(text, url))).orElse(false));
      if (example.expected().isPresent()) {
        example.expected().get().assertIsLike(what, documented(shown.text(), url));
      } else {
        assertThat(shown.code()).as("%s showed\n%s", what, shown.text()).isZero();
      }
    }

    private static String documented(String text, String url) {
      return text.replace(url, DOCUMENTED_URL);
    }

    private PlazaServer start(String options) {
      var words = options.isEmpty() ? new String[0] : options.split(" ", -1);
      return PlazaServer.on(directory.resolve("data"), words);
    }

    @Override
    public void close() {
      if (own != null) {
        own.stop();
        own = null;
      }
    }
  }

  @ParameterizedTest
  @MethodSource("texts")
  void every_link_of_a_text_leads_to_a_file_or_heading_that_is_there(String text) throws Exception {
    var file = ROOT.resolve(text);
    var broken = LINK.matcher(Files.readString(file))
        .results()
        .map(match -> match.group(1))
        .filter(link -> !link.matches("https?://.*|mailto:.*"))
        .filter(link -> !leadsSomewhere(file, link))
        .toList();

    assertThat(broken).as(text).isEmpty();
  }

  private static boolean leadsSomewhere(Path from, String link) {
    var parts = link.split("#", 2);
    var target = parts[0].isEmpty() ? from : from.resolveSibling(parts[0]);
    return Files.exists(target)
        && (parts.length == 1 || headings(target).contains(parts[1].toLowerCase(Locale.ROOT)));
  }

  /// A text's headings, as links name them.
  private static List<String> headings(Path text) {
    try {
      return Files.readAllLines(text).stream()
          .filter(line -> line.matches("#{1,6} .*"))
          .map(line -> line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT))
          .map(line -> line.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
          .toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  static Stream<String> docs() throws IOException {
    return texts().filter(page -> page.startsWith("docs/"));
  }

  @ParameterizedTest
  @MethodSource("docs")
  void lines_of_a_page_fit_a_window(String page) throws Exception {
    var tooLong = Files.readAllLines(ROOT.resolve(page)).stream()
        .filter(line -> line.length() > LINE_LENGTH_MAX)
        .toList();

    assertThat(tooLong).as(page).isEmpty();
  }
}
