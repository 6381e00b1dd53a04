package plaza.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Shlink's official client, which Plaza did not write, works unchanged (`src/test/sdk`).
@Tag("node")
class ShlinkSdkSpec {
  private static final Pattern KEY = Pattern.compile("operator key: (\\S+)");

  private static String run(Path directory, String... command) throws Exception {
    var process = new ProcessBuilder(command)
        .directory(directory.toFile())
        .redirectErrorStream(true)
        .start();
    process.getOutputStream().close();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as("%s: %s", List.of(command), output).isZero();
    return output;
  }

  @Test
  void shlinks_own_client_does_its_whole_tour() throws Exception {
    var directory = Files.createDirectories(Path.of("target/sdk").toAbsolutePath());
    for (var file : List.of("package.json", "package-lock.json", "tour.mjs")) {
      Files.write(directory.resolve(file), Files.readAllBytes(Path.of("src/test/sdk", file)));
    }
    run(directory, "npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts");
    try (var server = PlazaServer.on(PlazaServer.temporary(), "--keys")) {
      var match = KEY.matcher(server.output());
      assertThat(match.find()).isTrue();
      var secret = server
          .http()
          .as(match.group(1))
          .post("/api/v1/applications", "{\"name\":\"tour\"}")
          .json()
          .path("secret")
          .asText();

      assertThat(run(directory, "node", "tour.mjs", server.url(), secret))
          .contains("the whole tour");
    }
  }
}
