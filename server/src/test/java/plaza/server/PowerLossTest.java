package plaza.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import plaza.core.tenant.Secret;
import plaza.edge.EdgeConfig;
import plaza.server.disk.Call;
import plaza.server.disk.Disk;
import plaza.server.disk.Recording;
import plaza.server.doctor.Doctor;
import plaza.server.doctor.Findings;

/// The power goes. A server under load is recorded, every write and every sync; then the disk is
/// made as it may have been at some moment, without what was not synced, and a server is started
/// on it that must keep all that was told until that moment. `-Dplaza.power.cuts=5000
/// -Dplaza.power.seed=2` tries more moments.
@Tag("campaign")
class PowerLossTest {
  private static final int CUTS = Integer.getInteger("plaza.power.cuts", 200);
  private static final long SEED = Long.getLong("plaza.power.seed", 1);
  private static final List<Disk.Rest> RESTS =
      List.of(Disk.Rest.LOST, Disk.Rest.TORN, Disk.Rest.KEPT, Disk.Rest.TORN);
  private static final int WRITERS = 4;
  private static final int TOLD = 150;
  private static final Pattern URL = Pattern.compile("ready at (http://\\S+)");

  private static final Told TOLD_BY_SERVER = new Told();
  private static final List<Call> CALLS = new ArrayList<>();
  private static Path scratch = Path.of("");

  private static final Path LOG = Path.of("log.db-wal");

  /// The sixtieth sync of a thread fails, which ends the process: the group is not synced. No
  /// thread but the one that appends comes so far.
  private static final List<String> DIES =
      List.of("-e", "inject=fsync,fdatasync:error=EIO:when=60");

  /// When the second life had told what it found.
  private static long found;

  /// Three lives of one server: the first ends with a group written and not synced; the second
  /// catches up, tells what it found, and is killed; the third checkpoints, trims its log, takes
  /// more, and is stopped.
  @BeforeAll
  static void record() throws Exception {
    scratch = Files.createTempDirectory("plaza-power").toRealPath();
    var data = Files.createDirectory(scratch.resolve("data"));
    var traces =
        List.of(scratch.resolve("first"), scratch.resolve("second"), scratch.resolve("third"));

    var first = start(data, traces.get(0), DIES);
    try {
      TOLD_BY_SERVER.makeChat(first.url());
      load(first, Integer.MAX_VALUE, () -> {});
    } finally {
      end(first);
    }
    var second = start(data, traces.get(1), List.of());
    try {
      TOLD_BY_SERVER.read(second.url(), TOLD_BY_SERVER.last());
      found = Told.now();
    } finally {
      end(second);
    }
    var third = start(data, traces.get(2), List.of(), "--events-kept", "0");
    try {
      load(third, TOLD_BY_SERVER.count() + TOLD, third.process()::destroy);
    } finally {
      end(third);
    }
    CALLS.addAll(Recording.of(data, traces));
  }

  @AfterAll
  static void clear() throws IOException {
    delete(scratch);
  }

  private record Server(Process process, String url) {}

  private static Server start(Path data, Path trace, List<String> faults, String... options)
      throws IOException {
    var command = new ArrayList<>(Recording.under(trace));
    command.addAll(faults);
    command.addAll(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "--enable-native-access=ALL-UNNAMED",
        "-XX:TieredStopAtLevel=1",
        "-cp",
        System.getProperty("java.class.path"),
        "plaza.server.Main"));
    command.addAll(List.of("serve", "--port", "0", "--data", data.toString()));
    command.addAll(List.of(options));
    var process = new ProcessBuilder(command)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
    var lines = new BufferedReader(process.inputReader());
    for (var line = lines.readLine(); line != null; line = lines.readLine()) {
      var match = URL.matcher(line);
      if (match.find()) {
        return new Server(process, match.group(1));
      }
    }
    throw new IllegalStateException("the server did not start");
  }

  private static void end(Server server) throws InterruptedException {
    server.process().destroyForcibly().waitFor();
  }

  private static void load(Server server, int goal, Runnable end) throws Exception {
    var texts = new AtomicInteger(TOLD_BY_SERVER.count());
    try (var threads = Executors.newFixedThreadPool(WRITERS)) {
      var writers = new ArrayList<Future<?>>();
      for (int writer = 0; writer < WRITERS; writer++) {
        writers.add(threads.submit(() -> {
          while (TOLD_BY_SERVER.count() < goal) {
            write(server.url(), texts.incrementAndGet());
          }
          // In the midst of what the others do.
          end.run();
          return null;
        }));
      }
      for (var writer : writers) {
        try {
          writer.get();
        } catch (java.util.concurrent.ExecutionException e) {
          assertThat(e).hasCauseInstanceOf(IOException.class);
        }
      }
    }
    server.process().waitFor();
  }

  private static void write(String url, int n) throws IOException, InterruptedException {
    var text = "message " + n;
    switch (n % 8) {
      case 0 -> TOLD_BY_SERVER.bulk(url, text, 5);
      case 1 -> TOLD_BY_SERVER.read(url, n - 20L);
      default -> TOLD_BY_SERVER.post(url, text, n % 2 == 0);
    }
  }

  /// A disk as of the first `taken` calls.
  private static Path cut(List<Call> calls, int taken, Disk.Rest rest, SplittableRandom random)
      throws IOException {
    var disk = new Disk();
    calls.subList(0, taken).forEach(disk::take);
    var image = Files.createTempDirectory(scratch, "cut");
    disk.writeTo(image, rest, random);
    return image;
  }

  /// What was told until the call that is not on the disk any more.
  private static long until(List<Call> calls, int taken) {
    return taken < calls.size() ? calls.get(taken).at() : Long.MAX_VALUE;
  }

  /// What is wrong with a server on a disk; empty when nothing is.
  private static Optional<String> trouble(
      List<Call> calls, int taken, Disk.Rest rest, SplittableRandom random) {
    var name = "cut before call " + taken + " of " + calls.size() + ", the rest " + rest + ": ";
    try {
      var image = cut(calls, taken, rest, random);
      try {
        return examine(image, until(calls, taken)).map(what -> name + what);
      } finally {
        delete(image);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    } catch (AssertionError | RuntimeException e) {
      return Optional.of(name + e);
    }
  }

  private static Optional<String> examine(Path image, long until) throws InterruptedException {
    var edge = new EdgeConfig(
        "127.0.0.1",
        0,
        true,
        Secret.NONE,
        List.of(),
        0,
        Optional.empty(),
        "",
        List.of(),
        false,
        "test",
        "test");
    var engines = Engines.of(new Deployment.Embedded(image));
    try (var plaza = Plaza.start(engines, edge, 0, _ -> true)) {
      TOLD_BY_SERVER.requireKept("http://127.0.0.1:" + plaza.port(), until);
      var wrong = new ArrayList<String>();
      var findings = new Findings(line -> {
        if (line.startsWith("!")) {
          wrong.add(line);
        }
      });
      doctor(engines).examine(findings, _ -> {});
      return wrong.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", wrong));
    }
  }

  private static Doctor doctor(Engines engines) {
    return new Doctor(
        engines.ports().log(),
        engines.ports().store(),
        engines.ports().rows().tenants(),
        engines.ports().rows().chats(),
        engines.ports().index(),
        engines.upkeep()::logProblems,
        engines.upkeep()::storeProblems,
        engines.upkeep()::indexProblems,
        engines.upkeep()::audit);
  }

  private static void delete(Path directory) throws IOException {
    try (var files = Files.walk(directory)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static List<Optional<String>> troubles(List<Call> calls, int cuts) throws Exception {
    var random = new SplittableRandom(SEED);
    var tries = new ArrayList<Future<Optional<String>>>();
    try (var threads = Executors.newFixedThreadPool(2)) {
      for (int i = 0; i < cuts; i++) {
        var own = random.split();
        var rest = RESTS.get(i % RESTS.size());
        var taken = own.nextInt(calls.size() + 1);
        tries.add(threads.submit(() -> trouble(calls, taken, rest, own)));
      }
    }
    var troubles = new ArrayList<Optional<String>>();
    for (var one : tries) {
      troubles.add(one.get());
    }
    return troubles;
  }

  @Test
  void whenever_the_power_goes_all_that_was_told_is_kept() throws Exception {
    assertThat(TOLD_BY_SERVER.count()).isGreaterThanOrEqualTo(TOLD + 60);

    assertThat(troubles(CALLS, CUTS)).allMatch(Optional::isEmpty);
  }

  /// Else a number is told that, after the power has gone, is given to something else.
  @Test
  void what_a_crash_left_unsynced_is_synced_before_it_is_told() {
    var taken = (int) CALLS.stream().takeWhile(call -> call.at() <= found).count();

    assertThat(trouble(CALLS, taken, Disk.Rest.LOST, new SplittableRandom(SEED)))
        .isEmpty();
  }

  private static Stream<Optional<String>> lateTroublesWithout(Path... syncs) {
    var without =
        CALLS.stream().filter(call -> Stream.of(syncs).noneMatch(call::syncs)).toList();
    assertThat(without).hasSizeLessThan(CALLS.size());
    return IntStream.of(3, 4, 5)
        .mapToObj(part -> trouble(
            without, without.size() * part / 5, Disk.Rest.LOST, new SplittableRandom(SEED)));
  }

  /// The same server, with a log that syncs nothing: as `synchronous=OFF`, or `NORMAL`, would.
  @Test
  void a_log_that_does_not_sync_is_caught() {
    assertThat(lateTroublesWithout(LOG)).anyMatch(Optional::isPresent);
  }

  /// The log goes below what a checkpoint of the store is said to have on the disk.
  @Test
  void a_checkpoint_that_does_not_sync_is_caught() {
    assertThat(lateTroublesWithout(Path.of("plaza.db"), Path.of("plaza.db-wal")))
        .anyMatch(Optional::isPresent);
  }
}
