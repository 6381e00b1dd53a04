package plaza.bench.measure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// The memory of a JVM.
public final class Memory {
  private Memory() {}

  /// What a process holds of the machine's memory, after a collection of garbage.
  public static double kibibytes(long process) throws IOException, InterruptedException {
    for (int i = 0; i < 2; i++) {
      var _ = tell(process, "GC.run");
    }
    return Files.readAllLines(Path.of("/proc", Long.toString(process), "status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }

  /// What the objects on the heap take that are in use, in bytes: young ones too, which a
  /// process' memory has room for anyway.
  public static long liveBytes(long process) throws IOException, InterruptedException {
    // The last line: Total, objects, bytes.
    return Long.parseLong(tell(process, "GC.class_histogram")
        .stripTrailing()
        .lines()
        .toList()
        .getLast()
        .split(" +", -1)[2]);
  }

  private static String tell(long process, String command)
      throws IOException, InterruptedException {
    var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    var run = new ProcessBuilder(jcmd, Long.toString(process), command)
        .redirectErrorStream(true)
        .start();
    var output = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (run.waitFor() != 0) {
      throw new IOException(output);
    }
    return output;
  }
}
