package plaza.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Rules that no compiler checks, checked on the text of the sources.
class TidyTest {
  private static final Path ROOT = Path.of("..");
  private static final int LINES_MAX = 400;

  private static final Map<String, String> BANNED_IN_MAIN = Map.of(
      "Instant\\.now\\(", "take an InstantSource",
      "System\\.currentTimeMillis", "take an InstantSource",
      "LocalDate(Time)?\\.now\\(", "take an InstantSource",
      "Math\\.random", "take a RandomGenerator",
      "new Random\\(", "take a RandomGenerator",
      "Thread\\.sleep", "wait for a condition",
      "System\\.(out|err)", "log, or answer");

  private static final Pattern UNFINISHED =
      Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b");
  private static final Pattern SLEEPING = Pattern.compile("Thread\\.sle" + "ep|@Dis" + "abled");
  private static final Pattern MACHINE = Pattern.compile("\"/(ro" + "ot|ho" + "me|wo" + "rk)/");
  private static final Pattern OWN_THREAD =
      Pattern.compile("Thread\\.of(Platform|Virtual)\\(|new Thread\\(|new Timer\\(");

  /// Where threads are made that are no workers: the worker's own, a command's, a shutdown hook.
  private static final Set<String> THREADS_OF_ONE_TASK =
      Set.of("Worker.java", "ControlSocket.java", "ServeCommand.java");

  private static final Pattern PERIODIC =
      Pattern.compile("setPeriodic\\(|scheduleAtFixedRate\\(|scheduleWithFixedDelay\\(");

  private static final Pattern VAGUE =
      Pattern.compile("\\w+(Manager|Helper|Util|Utils|Impl|Info)\\.java");

  private static final Pattern TEST = Pattern.compile("\\w+(Test|Spec|Properties)\\.java");

  /// What a test with the tag starts.
  private static final Map<String, Pattern> TAGS = Map.of(
      "browser", Pattern.compile("\\bBrowser\\.start\\("),
      "cluster",
          Pattern.compile("\\b(Kafka|Redis|Database|OpenSearch|Nginx)Server(\\.shared)?\\("));

  private static final Pattern SAYS_WHAT_IT_IS = Pattern.compile("^\\s*(//|/\\*|<!--) ");
  private static final Pattern MARKUP =
      Pattern.compile("innerHTML|outerHTML|insertAdjacentHTML|document\\.write|\\beval\\(");

  private record Source(Path path, String text) {
    /// Contracts are tests, wherever they are.
    boolean isMain() {
      return path.toString().contains("/src/main/") && !isIn("contract");
    }

    boolean isIn(String module) {
      return path.startsWith(ROOT.resolve(module));
    }
  }

  private static List<Source> sources() {
    try (var files = Files.walk(ROOT)) {
      return files
          .filter(file -> file.toString().endsWith(".java") && file.toString().contains("/src/"))
          .map(TidyTest::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Source read(Path path) {
    try {
      return new Source(path, Files.readString(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> banned(Source source) {
    var findings = new ArrayList<String>();
    BANNED_IN_MAIN.forEach((call, instead) -> {
      if (Pattern.compile(call).matcher(source.text()).find()) {
        findings.add(source.path() + " has " + call + ": " + instead);
      }
    });
    return findings;
  }

  @Test
  void time_chance_and_output_are_given_and_not_taken() {
    var findings = sources().stream()
        .filter(source -> source.isMain() && !source.isIn("server") && !source.isIn("bench"))
        .flatMap(source -> banned(source).stream())
        .toList();

    assertThat(findings).isEmpty();
    assertThat(banned(new Source(Path.of("x"), "var now = Instant.now();"))).hasSize(1);
  }

  @Test
  void threads_that_live_long_are_workers_which_survive_what_their_work_throws() {
    var findings = sources().stream()
        .filter(source -> source.isMain()
            && Stream.of("core", "sql", "embedded", "cluster", "edge", "server")
                .anyMatch(source::isIn)
            && OWN_THREAD.matcher(source.text()).find()
            && !THREADS_OF_ONE_TASK.contains(String.valueOf(source.path().getFileName())))
        .map(source -> source.path() + " starts a thread: make it a Worker, or a virtual thread "
            + "of one task with Thread.startVirtualThread")
        .toList();

    assertThat(findings).isEmpty();
  }

  @Test
  void what_event_loops_do_again_and_again_is_a_periodic_task_which_says_its_trouble() {
    var findings = sources().stream()
        .filter(source -> source.isMain()
            && PERIODIC.matcher(source.text()).find()
            && !source.path().endsWith("PeriodicTask.java"))
        .map(source -> source.path() + " has something done periodically: make it a PeriodicTask")
        .toList();

    assertThat(findings).isEmpty();
  }

  @Test
  void nothing_is_left_for_later_and_no_test_sleeps() {
    var findings = sources().stream()
        .filter(source -> UNFINISHED.matcher(source.text()).find()
            || (!source.isMain() && SLEEPING.matcher(source.text()).find())
            || MACHINE.matcher(source.text()).find())
        .map(Source::path)
        .toList();

    assertThat(findings).isEmpty();
  }

  @Test
  void files_fit_a_sitting_and_their_names_say_something() {
    var findings = sources().stream()
        .filter(source -> source.text().lines().count() > LINES_MAX
            || VAGUE.matcher(String.valueOf(source.path().getFileName())).matches())
        .map(Source::path)
        .toList();

    assertThat(findings).isEmpty();
  }

  @Test
  void the_consoles_files_are_short_say_what_they_are_and_make_no_markup_of_data() {
    var findings = console().stream()
        .filter(source -> source.text().lines().count() > LINES_MAX
            || !source.text().lines().limit(2).anyMatch(SAYS_WHAT_IT_IS.asPredicate())
            || UNFINISHED.matcher(source.text()).find()
            || MARKUP.matcher(source.text()).find())
        .map(Source::path)
        .toList();

    assertThat(findings).isEmpty();
    assertThat(console()).hasSizeGreaterThan(20);
  }

  private static List<Source> console() {
    try (var files = Files.list(ROOT.resolve("console/src/main/resources/plaza/console"))) {
      return files.map(TidyTest::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void what_a_deployment_consists_of_has_the_same_name_in_both() {
    assertThat(packages("embedded")).containsAll(packages("cluster")).contains("log", "memory");
    assertThat(packages("cluster")).contains("log", "memory");
  }

  private static List<String> packages(String module) {
    try (var folders = Files.list(ROOT.resolve(module + "/src/main/java/plaza/" + module))) {
      return folders.map(folder -> String.valueOf(folder.getFileName())).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void every_package_says_what_it_is_and_has_no_nulls() {
    var findings = sources().stream()
        .filter(Source::isMain)
        .map(source -> source.path().resolveSibling("package-info.java"))
        .distinct()
        .filter(file -> !file.toString().endsWith("java/package-info.java"))
        .filter(file -> !Files.exists(file) || !read(file).text().contains("@NullMarked"))
        .toList();

    assertThat(findings).isEmpty();
  }

  @Test
  void a_test_that_starts_a_browser_or_an_engine_has_the_tag_by_which_it_is_left_out() {
    var findings = sources().stream()
        .filter(
            source -> TEST.matcher(String.valueOf(source.path().getFileName())).matches())
        .flatMap(source -> untagged(source).stream())
        .toList();

    assertThat(findings).isEmpty();
    assertThat(untagged(new Source(Path.of("x"), "var browser = Browser" + ".start();")))
        .hasSize(1);
  }

  private static List<String> untagged(Source source) {
    return TAGS.entrySet().stream()
        .filter(tag -> tag.getValue().matcher(source.text()).find()
            && !source.text().contains("@Tag(\"" + tag.getKey() + "\")"))
        .map(tag -> source.path() + " needs @Tag(\"" + tag.getKey() + "\")")
        .toList();
  }
}
