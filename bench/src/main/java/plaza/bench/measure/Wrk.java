package plaza.bench.measure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// The load generator: a C program, whose Lua scripts are in `bench/wrk`.
///
/// @param scripts the folder of the scripts
public record Wrk(Path scripts) {
  private static final Pattern RESULT = Pattern.compile(
      "BENCH requests=(\\d+) micros=(\\d+) p50=(\\d+) p99=(\\d+) refused=(\\d+) broken=(\\d+)");

  /// A load.
  ///
  /// @param script the name of its script
  /// @param settings what the script finds in its environment
  public record Load(
      String script, String url, int connections, Duration time, Map<String, String> settings) {}

  /// What became of a load.
  ///
  /// @param refused answered with a status of 400 or more
  /// @param broken never answered
  /// @param generatorMicros CPU time of the load generator
  public record Result(
      long requests,
      double seconds,
      double p50Millis,
      double p99Millis,
      long refused,
      long broken,
      long generatorMicros) {
    /// @throws IllegalStateException something was refused or broken: such a round measures nothing
    public Result whole() {
      if (refused != 0 || broken != 0 || requests == 0) {
        throw new IllegalStateException("of " + requests + " requests " + refused
            + " were refused and " + broken + " not answered");
      }
      return this;
    }
  }

  public Result run(Load load) throws IOException, InterruptedException {
    var command = List.of(
        "wrk",
        "-t1",
        "-c" + load.connections(),
        "-d" + Math.max(1, load.time().toSeconds()) + "s",
        "--timeout",
        "10s",
        "-s",
        scripts.resolve(load.script()).toString(),
        load.url());
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(load.settings());
    builder.environment().put("BENCH_WRK", scripts.toString());
    var before = Cpu.childrenMicros();
    var process = builder.start();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    var _ = process.waitFor();
    return parse(output, Cpu.childrenMicros() - before);
  }

  static Result parse(String output, long generatorMicros) {
    var found = RESULT.matcher(output);
    if (!found.find()) {
      throw new IllegalStateException("wrk has no result: " + output);
    }
    return new Result(
        Long.parseLong(found.group(1)),
        Long.parseLong(found.group(2)) / 1e6,
        Long.parseLong(found.group(3)) / 1e3,
        Long.parseLong(found.group(4)) / 1e3,
        Long.parseLong(found.group(5)),
        Long.parseLong(found.group(6)),
        generatorMicros);
  }
}
