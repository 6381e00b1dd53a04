package plaza.bench.measure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// The memory of a JVM as the kernel counts it.
public final class Memory {
  private Memory() {}

  /// What a process holds of the machine's memory, after a collection of garbage.
  public static double kibibytes(long process) throws IOException, InterruptedException {
    var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    for (int i = 0; i < 2; i++) {
      var collection = new ProcessBuilder(jcmd, Long.toString(process), "GC.run")
          .redirectErrorStream(true)
          .start();
      var output = new String(collection.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (collection.waitFor() != 0) {
        throw new IOException(output);
      }
    }
    return Files.readAllLines(Path.of("/proc", Long.toString(process), "status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }
}
