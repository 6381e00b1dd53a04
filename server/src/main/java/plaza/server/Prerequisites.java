package plaza.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// What a process must have been given before anything can be opened: without it the JVM fails at
/// some class or file, and says nothing that helps. Only classes of the JDK are used here.
final class Prerequisites {
  /// Files that a process must be allowed to open: the program's own jars and an idle server take
  /// some 150.
  static final long OPEN_FILES_MIN = 256;

  /// The least that the heap's maximum may be, in bytes.
  static final long HEAP_BYTES_MIN = 24 << 20;

  private static final Path LIMITS = Path.of("/proc/self/limits");
  private static final Pattern OPEN_FILES = Pattern.compile("(?m)^Max open files +(\\d+) ");

  private Prerequisites() {}

  /// What is lacking, as a sentence that says what to do; empty when nothing is.
  static String lacking() {
    return lacking(openFiles(), Runtime.getRuntime().maxMemory());
  }

  static String lacking(long openFiles, long heapBytes) {
    if (openFiles < OPEN_FILES_MIN) {
      return (openFiles == 0 ? "too few" : "only " + openFiles)
          + " files may be open at a time, and Plaza needs " + OPEN_FILES_MIN
          + " at least, and one for each connection: raise the limit, with ulimit -n 65536, or "
          + "LimitNOFILE=65536 in the service's unit";
    }
    if (heapBytes < HEAP_BYTES_MIN) {
      return "the heap may take only " + (heapBytes >> 20) + " MiB, and Plaza needs "
          + (HEAP_BYTES_MIN >> 20) + " at least: give more, with PLAZA_JAVA_OPTS=-Xmx256m";
    }
    return "";
  }

  /// How many files the system lets this process open; any number where it does not say, and 0 when
  /// there are not enough to ask: the program's jars have taken them all.
  private static long openFiles() {
    try {
      var limit = OPEN_FILES.matcher(Files.readString(LIMITS));
      return limit.find() ? Long.parseLong(limit.group(1)) : Long.MAX_VALUE;
    } catch (NoSuchFileException | NumberFormatException e) {
      return Long.MAX_VALUE;
    } catch (IOException e) {
      return 0;
    }
  }
}
