package plaza.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What the README tells a newcomer to type does what it says.
class ReadmeSpec {
  @Test
  void the_tour_in_curl_goes_as_it_is_told() throws Exception {
    var answers = shell(block("## Five minutes with curl"));

    assertThat(answers)
        .containsSubsequence(
            "{\"number\":1,\"name\":null",
            "{\"number\":1,\"body\":\"Hello 世界 🌍\",\"sender\":\"Ann\"",
            "{\"number\":2,\"body\":\"Testing, testing\"",
            "{\"number\":2,\"body\":\"Testing, testing\"",
            "[{\"number\":1,\"body\":\"Hello 世界 🌍\"",
            "[{\"number\":1,\"body\":\"Hello 世界 🌍\"",
            "{\"number\":1,\"body\":\"Hello everyone\"",
            "\"messages_count\":1,");
    assertThat(answers).doesNotContain("\"error");
  }

  /// The indented lines under a heading.
  private static String block(String heading) throws IOException {
    var readme = Files.readString(Path.of("..", "README.md"));
    var match =
        Pattern.compile(Pattern.quote(heading) + "\n\n((?:    .*\n|\n)+)").matcher(readme);
    assertThat(match.find()).isTrue();
    return match.group(1).stripIndent();
  }

  private static String shell(String script) throws Exception {
    var url = PlazaServer.shared().url();
    var process = new ProcessBuilder("bash", "-eu").redirectErrorStream(true).start();
    try (var typed = process.getOutputStream()) {
      typed.write(script.replace("http://127.0.0.1:8080", url).getBytes(StandardCharsets.UTF_8));
    }
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }
}
