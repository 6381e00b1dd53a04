package plaza.launcher.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What identifies a process for ever: a number is given to another process some time after the
/// first one's end, so its start and the system's start belong to it.
///
/// @param startTicks as [ProcessStat#startTicks]; [#UNKNOWN] in records of earlier versions
/// @param boot the system's own id of its start; empty in records of earlier versions
record ProcessRecord(long pid, long startTicks, String boot) {
  static final long UNKNOWN = -1;

  private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");

  /// What is kept in a file; empty when there is none, or it has no such words in it.
  static Optional<ProcessRecord> read(Path file) {
    try {
      var words = Files.readString(file).strip().split("\\s+", -1);
      return switch (words.length) {
        case 1 -> Optional.of(new ProcessRecord(Long.parseLong(words[0]), UNKNOWN, ""));
        case 3 ->
          Optional.of(
              new ProcessRecord(Long.parseLong(words[0]), Long.parseLong(words[1]), words[2]));
        default -> Optional.empty();
      };
    } catch (NoSuchFileException | NumberFormatException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The command that writes the record of the process that it becomes, so that there is no moment
  /// at which a process runs and has none.
  static List<String> recording(Path file) {
    var script = "file=$1; shift; start=$(cut -d' ' -f22 /proc/$$/stat); "
        + "read -r boot < " + BOOT + "; "
        + "echo \"$$ $start $boot\" > \"$file.new\" && mv \"$file.new\" \"$file\" && exec \"$@\"";
    return List.of("sh", "-c", script, "part", file.toString());
  }

  private boolean isOfThisBoot() {
    try {
      return boot.isEmpty() || boot.equals(Files.readString(BOOT).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Whether it is this process that has the number now. A record of an earlier version has no
  /// start: then it must work in the part's directory.
  private boolean isOf(ProcessStat stat, Path directory) {
    return startTicks == UNKNOWN ? stat.worksIn(directory) : stat.startTicks() == startTicks;
  }

  /// The process itself, when it runs.
  Optional<ProcessStat> process(Path directory) {
    return isOfThisBoot()
        ? ProcessStat.of(pid).filter(stat -> isOf(stat, directory))
        : Optional.empty();
  }

  /// The process, and all that it has started. What it left behind when it ended is recognized by
  /// the part's directory, too: the number of its session may have come to others since.
  List<ProcessStat> family(Path directory) {
    if (!isOfThisBoot()) {
      return List.of();
    }
    var holder = ProcessStat.of(pid);
    var lives = holder.filter(stat -> isOf(stat, directory)).isPresent();
    if (holder.isPresent() && !lives) {
      return List.of();
    }
    return ProcessStat.all().stream()
        .filter(stat -> stat.session() == pid || stat.pid() == pid)
        .filter(stat -> lives || (stat.startTicks() >= startTicks && stat.worksIn(directory)))
        .toList();
  }
}
