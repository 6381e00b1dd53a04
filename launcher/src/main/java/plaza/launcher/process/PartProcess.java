package plaza.launcher.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// The process of a part, which lives on when the command that started it has ended. Its record and
/// what it says are in the part's directory: `pid` and `log`.
public final class PartProcess {
  private static final Duration RECORD_MAX = Duration.ofSeconds(20);
  private static final Duration KILL_MAX = Duration.ofSeconds(20);
  private static final int BYTES_OF_KIB = 1_024;
  private static final int LINES_TOLD = 20;

  private final Path directory;
  private final Path file;

  /// @param directory of the part
  public PartProcess(Path directory) {
    this.directory = real(directory);
    this.file = this.directory.resolve("pid");
  }

  /// The system names the directories of processes without symbolic links.
  private static Path real(Path directory) {
    try {
      return Files.exists(directory) ? directory.toRealPath() : directory.toAbsolutePath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The process's number, while it runs.
  public OptionalLong pid() {
    return ProcessRecord.read(file)
        .flatMap(record -> record.process(directory))
        .map(stat -> OptionalLong.of(stat.pid()))
        .orElse(OptionalLong.empty());
  }

  public boolean isRunning() {
    return pid().isPresent();
  }

  /// The process and all that it has started, also when it has ended and they have not.
  public List<Long> family() {
    return ProcessRecord.read(file).stream()
        .flatMap(record -> record.family(directory).stream())
        .map(ProcessStat::pid)
        .toList();
  }

  /// Starts it, in a session of its own, out of reach of this terminal. What it says is added
  /// to its log, where one that ends at once says why.
  ///
  /// @throws LaunchException if it could not be started at all
  public void start(List<String> command) {
    try {
      Files.createDirectories(directory);
      Files.deleteIfExists(file);
      var builder =
          new ProcessBuilder(Stream.of(List.of("setsid"), ProcessRecord.recording(file), command)
              .flatMap(List::stream)
              .toList());
      builder.directory(directory.toFile()).redirectErrorStream(true);
      builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
      builder.redirectInput(new File("/dev/null"));
      Programs.extendPath(builder);
      var started = builder.start();
      if (!Waiting.until(RECORD_MAX, () -> Files.exists(file) || !started.isAlive())
          || !Files.exists(file)) {
        started.destroyForcibly();
        throw new LaunchException("no process could be started in " + directory + ":\n" + said());
      }
    } catch (IOException e) {
      throw new LaunchException("no process could be started in " + directory + ": " + e);
    }
  }

  /// Asks it to end, and kills it and what it has started when that takes longer than it may.
  ///
  /// @param tooLong is run before it is killed
  public void stop(Duration patience, Runnable tooLong) {
    pid().ifPresent(this::end);
    if (!Waiting.until(patience, this::isOver)) {
      tooLong.run();
      var killed = Waiting.until(KILL_MAX, () -> {
        var left = family();
        left.forEach(this::kill);
        return left.isEmpty();
      });
      if (!killed) {
        throw new LaunchException("the processes " + family() + " in " + directory
            + " can't be killed: check them with ps, they may be waiting for a disk");
      }
    }
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Its first process ends the others, if it can; what is left when it has ended is asked to end,
  /// too.
  private boolean isOver() {
    var left = family();
    if (!isRunning()) {
      left.forEach(this::end);
    }
    return left.isEmpty();
  }

  private void end(long pid) {
    signal(pid, ProcessHandle::destroy);
  }

  private void kill(long pid) {
    signal(pid, ProcessHandle::destroyForcibly);
  }

  /// A handle remembers its process's start, so it is taken before the process is looked at again.
  private void signal(long pid, Consumer<ProcessHandle> signal) {
    var handle = ProcessHandle.of(pid);
    if (family().contains(pid)) {
      handle.ifPresent(signal);
    }
  }

  /// The memory of the process and of what it has started, in bytes.
  public long memoryBytes() {
    return family().stream().mapToLong(PartProcess::memoryBytes).sum();
  }

  private static long memoryBytes(long pid) {
    try (var lines = Files.lines(ProcessStat.folder(pid).resolve("status"))) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * BYTES_OF_KIB)
          .sum();
    } catch (IOException | UncheckedIOException e) {
      // It has ended meanwhile.
      return 0;
    }
  }

  /// Where it writes what it says.
  public Path log() {
    return directory.resolve("log");
  }

  /// The last lines of its log.
  public String said() {
    try {
      var lines = new ArrayList<>(
          List.of(new String(Files.readAllBytes(log()), java.nio.charset.StandardCharsets.UTF_8)
              .split("\n", -1)));
      return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_TOLD), lines.size()));
    } catch (IOException e) {
      return "";
    }
  }
}
