package plaza.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What the JVM has learned of an earlier start (`plaza.aot`) is mapped into the process without a
/// look at it: the launcher leaves out what is not as it was written.
class LearnedStartSpec {
  private static final Path LIBRARIES = Packaged.home().resolve("lib");
  private static final Path CACHE = LIBRARIES.resolve("plaza.aot");
  private static final Path SUM = LIBRARIES.resolve("plaza.aot.sum");
  private static byte[] learned = {};
  private static String sum = "";

  private record Run(int code, String output) {}

  private static Run run(List<String> command) throws Exception {
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Run(process.waitFor(), output);
  }

  private static Run start() throws Exception {
    return run(List.of(Packaged.home().resolve("bin/plaza").toString(), "--version"));
  }

  /// Learns of the shortest run there is, and notes the sums as `bin/package` does.
  @BeforeAll
  static void learn() throws Exception {
    var jar = LIBRARIES.resolve("plaza.jar");
    var java = Packaged.home().resolve("runtime/bin/java");
    var script =
        ". ../bin/.java; \"$1\" \"${JAVA_FLAGS[@]}\" -XX:AOTCacheOutput=\"$3\" -jar \"$2\" "
            + "--version && cache_sum \"$1\" \"$2\" \"$3\" > \"$3.sum\"";
    var made = run(
        List.of("bash", "-c", script, "bash", java.toString(), jar.toString(), CACHE.toString()));
    assertThat(made.code()).as(made.output()).isZero();
    learned = Files.readAllBytes(CACHE);
    sum = Files.readString(SUM);
  }

  private static void restore(byte[] cache) throws IOException {
    Files.write(CACHE, cache);
    Files.writeString(SUM, sum);
  }

  private static byte[] flipped(int at) {
    var bytes = learned.clone();
    bytes[at] ^= 0x10;
    return bytes;
  }

  private static byte[] noise(int from, int length) {
    var bytes = learned.clone();
    var noise = new byte[length];
    new Random(22).nextBytes(noise);
    System.arraycopy(noise, 0, bytes, from, length);
    return bytes;
  }

  @Test
  void what_was_learned_is_used_as_it_was_written() throws Exception {
    restore(learned);

    var start = start();

    assertThat(start.output()).startsWith("plaza ").doesNotContain("damaged");
  }

  @Test
  void damage_of_any_kind_costs_nothing_but_time_and_is_told() throws Exception {
    var middle = learned.length / 2;
    for (var damaged : List.of(
        new byte[0],
        new byte[learned.length],
        Arrays.copyOf(learned, middle),
        Arrays.copyOf(learned, learned.length - 1),
        flipped(0),
        flipped(middle),
        flipped(learned.length - 1),
        noise(0, 4096),
        noise(middle, learned.length - middle))) {
      restore(damaged);

      var start = start();

      assertThat(start.code()).as(start.output()).isZero();
      assertThat(start.output()).contains("plaza.aot is damaged").contains("plaza 0");
    }
  }

  @Test
  void what_was_learned_of_another_jar_or_has_no_whole_sum_is_left_out() throws Exception {
    restore(learned);
    Files.writeString(SUM, sum.replaceFirst("\\d", "x"));
    assertThat(start().output()).contains("is damaged, or of another build");

    Files.writeString(SUM, "");
    assertThat(start().code()).isZero();

    Files.delete(CACHE);
    Files.writeString(SUM, sum);
    var without = start();
    assertThat(without.code()).as(without.output()).isZero();

    Files.delete(SUM);
    assertThat(start().output()).startsWith("plaza ");
  }
}
