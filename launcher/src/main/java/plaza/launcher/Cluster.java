package plaza.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import plaza.launcher.part.Part;
import plaza.launcher.process.LaunchException;
import plaza.launcher.process.Listeners;
import plaza.launcher.process.PartProcess;
import plaza.launcher.process.Programs;
import plaza.launcher.process.Waiting;

/// Parts that are started, stopped and looked at as processes of this machine. Two commands at once
/// need a [plaza.launcher.process.ClusterLock] between them.
public final class Cluster {
  private static final Duration ANSWER_MAX = Duration.ofMinutes(3);
  private static final Duration STOP_MAX = Duration.ofSeconds(20);
  private static final int MIB_BITS = 20;

  private final List<List<Part>> stages;
  private final Consumer<String> progress;
  private final Consumer<String> table;

  /// @param stages parts that are started together, in the order in which they are started
  /// @param progress is told what is done, as it is done
  /// @param table gets the lines of a status
  public Cluster(List<List<Part>> stages, Consumer<String> progress, Consumer<String> table) {
    this.stages = stages;
    this.progress = progress;
    this.table = table;
  }

  private List<Part> parts() {
    return stages.stream().flatMap(List::stream).toList();
  }

  /// The part of this name.
  ///
  /// @throws LaunchException if there is none
  public Part part(String name) {
    return parts().stream()
        .filter(part -> part.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new LaunchException("there is no part " + name + ": the parts are "
            + parts().stream().map(Part::name).collect(Collectors.joining(", "))));
  }

  private static PartProcess process(Part part) {
    return new PartProcess(part.directory());
  }

  /// Whether the part's process runs, whether or not it answers.
  public boolean isRunning(Part part) {
    return process(part).isRunning();
  }

  /// Starts what does not run, and waits until all answers.
  ///
  /// @throws LaunchException if a port is taken, or a part ends, or does not answer in time
  public void up() {
    for (var stage : stages) {
      stage.forEach(this::start);
      stage.forEach(this::await);
    }
  }

  /// Stops one part, if it runs, and starts it again.
  public void restart(Part part) {
    stop(part);
    start(part);
    await(part);
  }

  /// Stops everything, the last first; the data stays.
  public void down() {
    parts().reversed().forEach(this::stop);
  }

  private void start(Part part) {
    var process = process(part);
    if (process.isRunning()) {
      return;
    }
    if (!process.family().isEmpty()) {
      progress.accept(part.name() + " has ended and left processes behind: stopping them …");
      process.stop(STOP_MAX, () -> {});
    }
    part.ports().forEach(port -> requireFree(part, port));
    progress.accept("Starting " + part.name() + " …");
    try {
      Files.createDirectories(part.directory());
    } catch (IOException e) {
      throw new LaunchException(part.directory() + " can't be created: " + e);
    }
    part.prepare(this::run);
    process.start(part.command());
  }

  private static void requireFree(Part part, int port) {
    if (Listeners.isTaken(port)) {
      throw new LaunchException(
          part.name() + " needs port " + port + ", which is taken by " + holder(port)
              + ": stop that process, or create a cluster with another --port and --data");
    }
  }

  private static String holder(int port) {
    return Listeners.holder(port).orElse("a process of another user");
  }

  private void await(Part part) {
    var process = process(part);
    Waiting.until(ANSWER_MAX, () -> answers(part) || !process.isRunning());
    if (!process.isRunning()) {
      throw failed(part, part.name() + " ended");
    }
    if (!answers(part)) {
      throw failed(part, part.name() + " does not answer after " + ANSWER_MAX.toSeconds() + " s");
    }
    part.join(this::run);
  }

  private static LaunchException failed(Part part, String what) {
    var log = process(part).log();
    return new LaunchException(process(part).said() + "\n" + what + ", see above and " + log
        + "; then start the rest with plaza cluster up, or stop it with plaza cluster down");
  }

  /// Whether the part itself answers: an answer of anybody else does not count.
  private static boolean answers(Part part) {
    var family = process(part).family();
    return Listeners.isTakenBy(part.ports().getFirst(), family) && part.answers();
  }

  private void stop(Part part) {
    var process = process(part);
    if (!process.family().isEmpty()) {
      progress.accept("Stopping " + part.name() + " …");
    }
    process.stop(
        STOP_MAX,
        () -> progress.accept(
            part.name() + " does not stop within " + STOP_MAX.toSeconds() + " s: killing it"));
  }

  /// Says of each part where it is, whether it answers, its memory and process.
  ///
  /// @return whether all parts answer
  public boolean status() {
    boolean all = true;
    for (var part : parts()) {
      all &= status(part);
    }
    return all;
  }

  private boolean status(Part part) {
    var process = process(part);
    var pid = process.pid();
    var port = part.ports().getFirst();
    if (pid.isEmpty()) {
      var foreign = Listeners.isTaken(port) ? ", and its port is taken by " + holder(port) : "";
      table.accept("%-15s %-24s stopped%s".formatted(part.name(), part.address(), foreign));
      return false;
    }
    var answers = answers(part);
    table.accept("%-15s %-24s %-16s %5d MiB  process %d"
        .formatted(
            part.name(),
            part.address(),
            answers ? "answers" : "does not answer",
            process.memoryBytes() >> MIB_BITS,
            pid.getAsLong()));
    return answers;
  }

  private void run(Path output, List<String> command) {
    var builder = new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
    Programs.extendPath(builder);
    try {
      if (builder.start().waitFor() != 0) {
        throw new LaunchException(command.getFirst() + " failed: see " + output);
      }
    } catch (IOException e) {
      throw new LaunchException(command.getFirst() + " can't be run: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LaunchException("interrupted");
    }
  }
}
