package plaza.launcher.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A process as Linux describes it in `/proc/PID/stat`.
///
/// @param state one letter; `Z` for one that has ended and that its parent has not asked about
/// @param session the process that began its session; it and all its children have it unless they
///     begin another one
/// @param startTicks when it was started, in ticks of the clock since the system was
record ProcessStat(long pid, char state, long session, long startTicks) {
  private static final Path PROC = Path.of("/proc");

  /// Fields of the line, counted behind the program's name.
  private static final int STATE = 0;

  private static final int SESSION = 3;
  private static final int START_TICKS = 19;

  /// The process of a number; empty when there is none, or it has ended.
  static Optional<ProcessStat> of(long pid) {
    try {
      var stat = parse(pid, Files.readString(folder(pid).resolve("stat")));
      return stat.state() == 'Z' || stat.state() == 'X' ? Optional.empty() : Optional.of(stat);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /// The program's name stands in brackets and may have spaces and brackets in it.
  static ProcessStat parse(long pid, String line) {
    var fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
    return new ProcessStat(
        pid,
        fields[STATE].charAt(0),
        Long.parseLong(fields[SESSION]),
        Long.parseLong(fields[START_TICKS]));
  }

  /// All processes that run.
  static List<ProcessStat> all() {
    try (var entries = Files.list(PROC)) {
      return entries
          .map(entry -> String.valueOf(entry.getFileName()))
          .filter(name -> name.matches("\\d+"))
          .map(name -> of(Long.parseLong(name)))
          .flatMap(Optional::stream)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path folder(long pid) {
    return PROC.resolve(String.valueOf(pid));
  }

  /// Whether it works in a directory or below. Processes of other users don't say.
  boolean worksIn(Path directory) {
    try {
      return Files.readSymbolicLink(folder(pid).resolve("cwd")).startsWith(directory);
    } catch (IOException e) {
      return false;
    }
  }
}
