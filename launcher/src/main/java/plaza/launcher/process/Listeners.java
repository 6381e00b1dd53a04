package plaza.launcher.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Which process listens on a port of the loopback. An answer alone does not say who gave it.
public final class Listeners {
  private static final String LISTENING = "0A";

  /// The addresses, as the system writes them, at which a connection to 127.0.0.1 is taken.
  private static final Set<String> LOOPBACK = Set.of(
      "0100007F",
      "00000000",
      "0000000000000000FFFF00000100007F",
      "00000000000000000000000000000000");

  /// Fields of a line of `/proc/net/tcp`.
  private static final int LOCAL_ADDRESS = 1;

  private static final int STATE = 3;
  private static final int INODE = 9;

  private Listeners() {}

  /// Whether somebody listens.
  public static boolean isTaken(int port) {
    return !sockets(port).isEmpty();
  }

  /// Whether one of these processes listens.
  public static boolean isTakenBy(int port, Collection<Long> processes) {
    var sockets = sockets(port);
    return processes.stream().anyMatch(pid -> has(pid, sockets));
  }

  /// The process that listens, by its number and program; empty when nobody listens, or when it is
  /// another user's, which only root may see.
  public static Optional<String> holder(int port) {
    var sockets = sockets(port);
    return sockets.isEmpty()
        ? Optional.empty()
        : ProcessStat.all().stream()
            .map(ProcessStat::pid)
            .filter(pid -> has(pid, sockets))
            .findFirst()
            .map(pid -> "process " + pid + " (" + program(pid) + ")");
  }

  private static String program(long pid) {
    try {
      return Files.readString(ProcessStat.folder(pid).resolve("comm")).strip();
    } catch (IOException e) {
      return "ended meanwhile";
    }
  }

  private static boolean has(long pid, Set<String> sockets) {
    try (var files = Files.list(ProcessStat.folder(pid).resolve("fd"))) {
      return files.anyMatch(file -> sockets.contains(target(file)));
    } catch (IOException | UncheckedIOException e) {
      return false;
    }
  }

  private static String target(Path file) {
    try {
      return Files.readSymbolicLink(file).toString();
    } catch (IOException e) {
      return "";
    }
  }

  /// The sockets that listen on a port, as a process's open files name them.
  private static Set<String> sockets(int port) {
    return Stream.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"))
        .filter(Files::exists)
        .flatMap(Listeners::lines)
        .map(line -> line.strip().split("\\s+", -1))
        .filter(fields -> fields.length > INODE && fields[STATE].equals(LISTENING))
        .filter(fields -> isAt(fields[LOCAL_ADDRESS], port))
        .map(fields -> "socket:[" + fields[INODE] + "]")
        .collect(Collectors.toSet());
  }

  private static boolean isAt(String address, int port) {
    var colon = address.indexOf(':');
    return Integer.parseInt(address.substring(colon + 1), 16) == port
        && LOOPBACK.contains(address.substring(0, colon));
  }

  private static Stream<String> lines(Path table) {
    try {
      return Files.readAllLines(table).stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
