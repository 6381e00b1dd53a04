package plaza.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import plaza.bench.measure.Side;
import plaza.bench.measure.Wrk;
import plaza.bench.peer.Words;
import plaza.contract.engine.Checkout;

/// Where everything is, and how long each row takes.
///
/// @param root of the checkout
/// @param scratch for data; goes at the end
/// @param corpus real messages, JSON lines; rows that need them are left out without
/// @param links real URLs, each behind the number of its followers and a tab; as `corpus`
public record Setup(
    Path root,
    Path scratch,
    Optional<Path> corpus,
    Optional<Path> links,
    int rounds,
    boolean quick,
    boolean longer) {
  private static final int TEXTS = 4_000;

  public static Path rootOfCheckout() {
    return Path.of(System.getProperty(Checkout.ROOT, "."));
  }

  /// How a side warms up, and how long it runs.
  public Side.Pace pace() {
    return quick
        ? new Side.Pace(rounds, Duration.ofSeconds(5), Duration.ofSeconds(3))
        : new Side.Pace(rounds, Duration.ofSeconds(15), Duration.ofSeconds(8));
  }

  public Wrk wrk() {
    return new Wrk(scripts());
  }

  /// What peers are given that have no load generator.
  public List<String> texts() throws IOException {
    return Words.texts(scripts(), TEXTS);
  }

  private Path scripts() {
    return root.resolve("bench/wrk");
  }

  /// A JVM with the flags that this one was given, which are those of `bin/plaza`.
  public List<String> java(String... arguments) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> !flag.startsWith("-D"))
        .forEach(command::add);
    command.addAll(List.of(arguments));
    return command;
  }

  /// The command that starts a server, as `bin/plaza` does.
  public List<String> plaza(Path data) {
    return plaza("serve", "--port", "0", "--data", data.toString());
  }

  /// Any command of `bin/plaza`.
  public List<String> plaza(String... arguments) {
    var target = root.resolve("server/target");
    var command = java(
        "-XX:AOTCache=" + target.resolve("plaza.aot"),
        "-Xlog:aot=off",
        "-Xlog:cds=off",
        "-jar",
        target.resolve("plaza.jar").toString());
    command.addAll(List.of(arguments));
    return command;
  }

  /// Runs a command to its end.
  public void finish(List<String> command) throws IOException, InterruptedException {
    var process = new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(scratch.resolve("output.txt").toFile())
        .start();
    if (process.waitFor() != 0) {
      throw new IOException(Files.readString(scratch.resolve("output.txt")));
    }
  }

  /// The files of other servers' packages, each in a folder of its name.
  public Path tools() {
    return root.resolve("spec/target/tools");
  }

  /// The command that starts a peer that is written here.
  public List<String> peer(Class<?> main) {
    return java("-cp", System.getProperty("java.class.path"), main.getName());
  }
}
