package plaza.contract.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import plaza.launcher.process.Programs;

/// A real engine as a process that ends when its starter closes it, or dies in whatever way.
final class EngineProcess implements AutoCloseable {
  private static final Duration START_MAX = Duration.ofMinutes(2);
  private static final int OUTPUT_TOLD = 2_000;

  /// The shell keeps what was started until its own input ends, which the system sees to.
  private static final String GUARD =
      "exec 3<&0; \"$@\" 3<&- & engine=$!; echo $engine > \"$0.pid\"; (cat <&3 >/dev/null; kill -9 $engine) & wait $engine";

  private final Process guard;
  private final Path output;

  private EngineProcess(Process guard, Path output) {
    this.guard = guard;
    this.output = output;
  }

  /// @param output where the process writes what it says
  static EngineProcess start(Path output, List<String> command) {
    var guarded = new ArrayList<>(List.of("sh", "-c", GUARD, output.toString()));
    guarded.addAll(command);
    var builder = new ProcessBuilder(guarded).redirectErrorStream(true);
    builder.redirectOutput(output.toFile());
    Programs.extendPath(builder);
    try {
      return new EngineProcess(builder.start(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Runs a command to its end, which must be a good one.
  static void run(Path output, List<String> command) {
    var process = start(output, command);
    try {
      if (process.guard.waitFor() != 0) {
        throw new IllegalStateException(command.getFirst() + " failed: " + process.said());
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    } finally {
      process.close();
    }
  }

  /// Waits until the engine has said this.
  void awaitSaying(String words) {
    Awaitility.await(words)
        .atMost(START_MAX)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> {
          if (!guard.isAlive()) {
            throw new IllegalStateException("the engine ended: " + said());
          }
          return Files.readString(output).contains(words);
        });
  }

  private String said() {
    try {
      var text = Files.readString(output);
      return text.substring(Math.max(0, text.length() - OUTPUT_TOLD));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Has the engine stand still: it keeps its connections, and answers nobody.
  void freeze() {
    signal("-STOP");
  }

  void wake() {
    signal("-CONT");
  }

  private void signal(String signal) {
    try {
      var pid = Files.readString(Path.of(output + ".pid")).strip();
      var kill = new ProcessBuilder("kill", signal, pid).start();
      if (kill.waitFor() != 0) {
        throw new IllegalStateException("kill " + signal + " failed");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Kills the engine as a crash would.
  @Override
  public void close() {
    try {
      guard.getOutputStream().close();
      if (!guard.waitFor(START_MAX.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException("the engine can't be killed");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
