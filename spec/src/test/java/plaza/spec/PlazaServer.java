package plaza.spec;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A server as a process of its own, started from the jar that the build has made.
public final class PlazaServer implements AutoCloseable {
  private static final Pattern URL = Pattern.compile("ready at (https?://\\S+)");
  private static final long START_SECONDS_MAX = 180;

  /// What is done when the tests end, the newest first: servers stop before their directories go.
  private static final Deque<Runnable> LEFT_BEHIND = new ConcurrentLinkedDeque<>();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> LEFT_BEHIND.forEach(Runnable::run)));
  }

  private final Path data;
  private List<String> launcher;
  private final List<String> options;
  private final List<String> output = new ArrayList<>();
  private Process process;

  /// Completes when all that the process has said is in [#output].
  private CompletableFuture<String> heard = CompletableFuture.completedFuture("");

  private String url = "";

  private PlazaServer(Path data, List<String> launcher, List<String> options) {
    this.data = data;
    this.launcher = launcher;
    this.options = options;
    this.process = launch();
    LEFT_BEHIND.addFirst(this::close);
  }

  /// Starts a server on a directory; `--port 0` unless the options say otherwise.
  public static PlazaServer on(Path data, String... options) {
    return by(command(), data, options);
  }

  /// As [#on], by another command, up to the program's own arguments.
  static PlazaServer by(List<String> launcher, Path data, String... options) {
    var server = new PlazaServer(data, launcher, List.of(options));
    server.url = server.awaitReady();
    return server;
  }

  /// As [#by], of a server that will end before it is ready, or soon after.
  static PlazaServer doomed(List<String> launcher, Path data, String... options) {
    var server = new PlazaServer(data, launcher, List.of(options));
    var _ = server.listen();
    return server;
  }

  /// The command that runs the program below another one, which becomes it: the process that is
  /// started is the server's.
  static List<String> under(String... wrapper) {
    return Stream.concat(Stream.of(wrapper), command().stream()).toList();
  }

  private static final class Shared {
    static final PlazaServer SERVER = Cluster.isMeant() ? Cluster.node() : on(temporary());
  }

  /// The server, in open mode, that most tests share: each makes an application of its own. Where
  /// the cluster is tested, it is a node that leaves all applying to another one.
  static PlazaServer shared() {
    return Shared.SERVER;
  }

  /// A directory that goes when the tests end.
  public static Path temporary() {
    try {
      var directory = Files.createTempDirectory("plaza-spec");
      LEFT_BEHIND.addFirst(() -> delete(directory));
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path directory) {
    try (var files = Files.walk(directory)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      // The system clears its temporary files.
    }
  }

  /// The command that runs the program, up to its own arguments.
  public static List<String> command() {
    return Packaged.isMeant() ? Packaged.command() : java(Trained.flags());
  }

  /// The same, of a JVM with these flags beside those that all have.
  static List<String> java(List<String> flags) {
    var command = new ArrayList<>(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1"));
    command.addAll(flags);
    command.addAll(
        List.of("-jar", Path.of("..", "server", "target", "plaza.jar").toString()));
    return List.copyOf(command);
  }

  private Process launch() {
    var command = new ArrayList<>(launcher);
    command.addAll(List.of("serve", "--data", data.toString()));
    if (!options.contains("--port")) {
      command.addAll(List.of("--port", "0"));
    }
    command.addAll(options);
    try {
      return new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String awaitReady() {
    try {
      return listen().get(START_SECONDS_MAX, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException("the server did not start: " + output(), e);
    }
  }

  /// Takes in what the process says; its address, once it is ready.
  private CompletableFuture<String> listen() {
    var ready = new CompletableFuture<String>();
    var reading = process;
    var all = new CompletableFuture<String>();
    heard = all;
    Thread.ofPlatform().daemon().start(() -> {
      try (var lines = new BufferedReader(
          new InputStreamReader(reading.getInputStream(), StandardCharsets.UTF_8))) {
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
          synchronized (output) {
            output.add(line);
          }
          var match = URL.matcher(line);
          if (match.find()) {
            ready.complete(match.group(1));
          }
        }
      } catch (IOException e) {
        // The process is gone.
      }
      all.complete("");
      ready.completeExceptionally(
          new IllegalStateException("the server did not start: " + output()));
    });
    return ready;
  }

  public String output() {
    synchronized (output) {
      return String.join("\n", output);
    }
  }

  public String url() {
    return url;
  }

  public long pid() {
    return process.pid();
  }

  Path data() {
    return data;
  }

  public Http http() {
    return Http.of(url);
  }

  /// Pulls the plug.
  public void kill() {
    process.toHandle().destroyForcibly();
    await();
  }

  /// Asks it to stop, and waits; its exit code.
  public int stop() {
    // Its handle, and not the process, which would close what it has still to say.
    process.toHandle().destroy();
    await();
    return process.exitValue();
  }

  private void await() {
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the server did not stop: " + launcher + output());
      }
      // Anyone who lies over it may hold its output for longer.
      heard.completeOnTimeout("", 5, TimeUnit.SECONDS).join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  public void start() {
    process = launch();
    url = awaitReady();
  }

  /// As [#start], by another command.
  public void start(List<String> launcher) {
    this.launcher = launcher;
    start();
  }

  /// As [#start], of a server that will end before it is ready, or soon after.
  void doom(List<String> launcher) {
    this.launcher = launcher;
    process = launch();
    var _ = listen();
  }

  /// Writes a line to the process's standard input.
  void tell(String line) {
    try {
      var input = process.outputWriter(StandardCharsets.UTF_8);
      input.write(line + "\n");
      input.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Waits until it has ended by itself; its exit code.
  int awaitEnd() {
    await();
    return process.exitValue();
  }

  public boolean lives() {
    return process.isAlive();
  }

  @Override
  public void close() {
    process.destroyForcibly();
    await();
  }
}
