package plaza.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import org.junit.jupiter.api.Test;

/// The systemd unit's own steps, on a machine without systemd: below other folders, and without the
/// user `plaza`.
class ServiceUnitSpec {
  private static final Path DEPLOY = Path.of("..", "deploy").toAbsolutePath().normalize();

  private static String value(String key) throws Exception {
    return Files.readAllLines(DEPLOY.resolve("plaza.service")).stream()
        .filter(line -> line.startsWith(key + "="))
        .map(line -> line.substring(key.length() + 1))
        .findFirst()
        .orElse("");
  }

  /// Runs what the unit runs as root before the start, below its umask; the settings' file.
  private static Path prepare(Path etc) throws Exception {
    var step = value("ExecStartPre")
        .replaceFirst("^\\+", "")
        .replace("/etc/plaza", etc.toString())
        .replace("/opt/plaza/deploy", DEPLOY.toString())
        .replace("-g plaza ", "");
    var process = new ProcessBuilder("bash", "-c", "umask " + value("UMask") + "; exec " + step)
        .redirectErrorStream(true)
        .start();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return etc.resolve("plaza.properties");
  }

  @Test
  void the_first_start_makes_settings_that_the_services_group_can_read() throws Exception {
    var file = prepare(PlazaServer.temporary());

    assertThat(value("ExecStartPre")).contains("-g " + value("Group") + " ");
    assertThat(Files.getPosixFilePermissions(file)).contains(PosixFilePermission.GROUP_READ);
    assertThat(Files.readAllLines(file)).contains("keys = true", "data = /var/lib/plaza");
  }

  @Test
  void settings_that_are_there_are_left_as_they_are() throws Exception {
    var etc = PlazaServer.temporary();
    Files.writeString(etc.resolve("plaza.properties"), "port = 81\n");

    prepare(etc);

    assertThat(etc.resolve("plaza.properties")).hasContent("port = 81\n");
  }

  @Test
  void the_server_takes_the_settings_and_the_unit_sets_none_that_would_win_over_them()
      throws Exception {
    var etc = PlazaServer.temporary();
    var file = prepare(etc);
    Files.writeString(
        file,
        Files.readString(file).replace("/var/lib/plaza", etc.resolve("data").toString()));

    try (var server = PlazaServer.on(etc.resolve("data"), "--config", file.toString())) {
      assertThat(server.output()).contains("operator key: ");
    }
    assertThat(Files.readString(DEPLOY.resolve("plaza.service")))
        .doesNotContainPattern("(?m)^Environment=");
  }
}
