package plaza.bench.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The machine that a run was made on, as it describes itself.
public final class Machine {
  private Machine() {}

  public static String describe(Path scratch) throws IOException {
    return "Machine: %d × %s, %d GiB, %s on %s, %s. JDK %s. %s."
        .formatted(
            Runtime.getRuntime().availableProcessors(),
            field(Path.of("/proc/cpuinfo"), "model name"),
            Math.round(
                Long.parseLong(field(Path.of("/proc/meminfo"), "MemTotal").split(" ", 2)[0])
                    / (1024.0 * 1024.0)),
            Files.getFileStore(scratch).type(),
            field(Path.of("/etc/os-release"), "PRETTY_NAME").replace("\"", ""),
            "Linux " + Files.readString(Path.of("/proc/sys/kernel/osrelease")).strip(),
            Runtime.version(),
            first(List.of("wrk", "-v")).replaceFirst("(wrk \\S+).*", "$1"));
  }

  private static String field(Path file, String name) throws IOException {
    return Files.readAllLines(file).stream()
        .filter(line -> line.startsWith(name))
        .map(line -> line.split("[:=]", 2)[1].strip())
        .findFirst()
        .orElse("?");
  }

  public static String loadAverage() throws IOException {
    return Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0];
  }

  /// The version that is measured.
  public static String commit(Path root) throws IOException {
    var commit = first(List.of("git", "-C", root.toString(), "describe", "--always"));
    // The rows before this one have changed the results.
    var changed = output(List.of(
        "git",
        "-C",
        root.toString(),
        "status",
        "--porcelain",
        "--",
        ".",
        ":(exclude)bench/RESULTS.md"));
    return changed.isEmpty() ? commit : commit + "-dirty";
  }

  private static String first(List<String> command) throws IOException {
    return output(command).lines().findFirst().orElse("?");
  }

  private static String output(List<String> command) throws IOException {
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
