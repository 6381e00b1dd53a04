package plaza.bench.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// CPU time as the kernel counts it. On a shared machine it says more than a rate does.
public record Cpu(List<Long> processes) {
  /// What the kernel shows times in, whatever its own clock is.
  private static final long TICK_MICROS = 10_000;

  private static final int USER = 11;
  private static final int SYSTEM = 12;
  private static final int CHILDREN_USER = 13;
  private static final int CHILDREN_SYSTEM = 14;

  public static Cpu of(long process) {
    return new Cpu(List.of(process));
  }

  /// The bench itself, where it runs a peer within.
  public static Cpu own() {
    return of(ProcessHandle.current().pid());
  }

  /// What the processes have used so far, in µs.
  public long micros() {
    return processes.stream()
        .mapToLong(process -> sum(read(stat(process)), USER, SYSTEM))
        .sum();
  }

  /// What the processes that the bench has started, and waited for, have used so far, in µs.
  public static long childrenMicros() {
    return sum(read(stat(ProcessHandle.current().pid())), CHILDREN_USER, CHILDREN_SYSTEM);
  }

  private static Path stat(long process) {
    return Path.of("/proc", Long.toString(process), "stat");
  }

  /// The same, by what the threads do, which their names say.
  public Map<Stage, Long> microsByStage() {
    var stages = new TreeMap<Stage, Long>();
    for (var process : processes) {
      try (var tasks = Files.list(Path.of("/proc", Long.toString(process), "task"))) {
        for (var task : tasks.toList()) {
          addThread(task, stages);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return stages;
  }

  private static void addThread(Path task, Map<Stage, Long> stages) {
    try {
      var name = Files.readString(task.resolve("comm")).strip();
      stages.merge(Stage.of(name), sum(read(task.resolve("stat")), USER, SYSTEM), Long::sum);
    } catch (IOException | UncheckedIOException e) {
      // The thread has ended meanwhile.
    }
  }

  private static String read(Path stat) {
    try {
      return Files.readString(stat);
    } catch (IOException e) {
      throw new UncheckedIOException("the process is gone", e);
    }
  }

  /// @param stat a line of `/proc/…/stat`; the name in it may have spaces and brackets
  static long sum(String stat, int first, int second) {
    var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[first]) + Long.parseLong(fields[second])) * TICK_MICROS;
  }
}
