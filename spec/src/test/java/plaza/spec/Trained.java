package plaza.spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// What a JVM has learned of a server's start (JEP 514), for all that the tests start after it:
/// hundreds, each in half the time. Whose flags or class path differ starts without it.
final class Trained {
  private static final Path CACHE = Path.of("target", "plaza.aot").toAbsolutePath();
  private static final int SECONDS_MAX = 120;

  private Trained() {}

  private static final class Once {
    static final boolean DONE = train();
  }

  /// What to give a JVM besides its other flags.
  static List<String> flags() {
    return Once.DONE
        ? List.of("-XX:AOTCache=" + CACHE, "-Xlog:aot=off", "-Xlog:cds=off")
        : List.of();
  }

  /// Runs a server until it is ready. Without what it learns the tests only take longer.
  private static boolean train() {
    try {
      Files.deleteIfExists(CACHE);
      var data = PlazaServer.temporary();
      var command = Stream.concat(
              PlazaServer.java(List.of("-XX:AOTCacheOutput=" + CACHE)).stream(),
              Stream.of("serve", "--port", "0", "--data", data.toString()))
          .toList();
      var process = new ProcessBuilder(command).redirectErrorStream(true).start();
      try (var lines = process.inputReader()) {
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
          if (line.contains(" is ready at ")) {
            process.destroy();
          }
        }
      }
      if (!process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      return Files.exists(CACHE);
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
