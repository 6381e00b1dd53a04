package plaza.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServeConfigTest {
  @TempDir
  private Path directory = Path.of("");

  private Optional<Path> file(String text) throws IOException {
    return Optional.of(Files.writeString(directory.resolve("plaza.properties"), text));
  }

  private static ServeConfig config(
      Map<Setting, String> flags, Map<String, String> environment, Optional<Path> file) {
    return ServeConfig.of(flags, environment, file, "1");
  }

  @Test
  void a_flag_wins_over_the_environment_and_that_over_the_file() throws Exception {
    var file = file("port = 1\nhost = 127.0.0.3\nrate = 7\ntrusted-proxy = 10.0.0.0/8, ::1\n");
    var environment = Map.of("PLAZA_PORT", "2", "PLAZA_HOST", "127.0.0.2");

    var config = config(Map.of(Setting.PORT, "3"), environment, file);

    assertThat(config.edge().port()).isEqualTo(3);
    assertThat(config.edge().host()).isEqualTo("127.0.0.2");
    assertThat(config.edge().ratePerSecond()).isEqualTo(7);
    assertThat(config.edge().trustedProxies()).hasSize(2);
    assertThat(config.edge().open()).isTrue();
  }

  @Test
  void nothing_given_is_a_server_for_this_machine() {
    var config = config(Map.of(), Map.of(), Optional.empty());

    assertThat(config.edge().port()).isEqualTo(8080);
    assertThat(config.edge().open()).isTrue();
    assertThat(config.data()).isEqualTo(Path.of("data"));
    assertThat(config.edge().node()).endsWith(":8080");
    assertThat(config.logFormat()).isEqualTo(ServeConfig.LogFormat.TEXT);
  }

  @Test
  void all_that_is_wrong_is_told_at_once_with_where_it_was_given() throws Exception {
    var file = file("prot = 80\nport = many\n");
    var flags = Map.of(Setting.OPEN, "true", Setting.KEYS, "true", Setting.TLS_KEY, "/nowhere");
    var environment = Map.of(
        "PLAZA_LOG_FORMAT",
        "xml",
        "PLAZA_TRUSTED_PROXY",
        "1.2.3.4/99",
        "PLAZA_PROT",
        "1",
        "PLAZA_DATA",
        " ",
        "PLAZA_JDK_URL",
        "https://mirror.example/jdk.tar.gz",
        "PLAZA_SERVICE_HOST",
        "10.0.0.1");

    assertThatThrownBy(() -> config(flags, environment, file))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("prot in ")
        .hasMessageContaining("PLAZA_PROT in the environment is not a setting")
        .hasMessageContaining("PLAZA_DATA must not be empty")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("SERVICE"))
        .hasMessageContaining("port in ")
        .hasMessageContaining("--open excludes keys")
        .hasMessageContaining("PLAZA_LOG_FORMAT must be text or json")
        .hasMessageContaining("PLAZA_TRUSTED_PROXY")
        .hasMessageContaining("--tls-key can't be read")
        .hasMessageContaining("--tls-key needs both");
  }

  @Test
  void open_mode_is_for_a_loopback_address() {
    assertThat(config(Map.of(Setting.HOST, "0.0.0.0"), Map.of(), Optional.empty())
            .edge()
            .open())
        .isFalse();
    assertThatThrownBy(() -> config(
            Map.of(Setting.HOST, "0.0.0.0", Setting.OPEN, "true"), Map.of(), Optional.empty()))
        .hasMessageContaining("needs a loopback address");
  }

  @Test
  void a_file_that_can_not_be_read_is_wrong_too() {
    assertThatThrownBy(() -> config(Map.of(), Map.of(), Optional.of(directory.resolve("none"))))
        .hasMessageContaining("can't be read");
  }

  /// Values that other programs trip over, in every setting, and files of any bytes.
  @Test
  void whatever_is_given_is_a_configuration_or_refused_in_words() throws Exception {
    var values = List.of(
        "",
        " ",
        "true",
        "-1",
        "0",
        "99999999999999999999",
        "\u0000",
        "a\u0000b",
        "/",
        ".",
        "::1",
        "[::1]",
        "10.0.0.0/33",
        "/8",
        "1.2.3.4/-1",
        ",",
        "127.0.0.1",
        "世",
        "\ud83c",
        "json",
        "\n",
        "${x}",
        "%s");
    for (var setting : Setting.values()) {
      for (var value : values) {
        assertConfiguredOrRefused(Map.of(setting, value), Optional.empty());
      }
    }
    var random = new SplittableRandom(1);
    for (int i = 0; i < 500; i++) {
      var bytes = "port = 1\nrate = \\u0041\ndata = x\\\n y\nlog-format: json\n"
          .getBytes(StandardCharsets.UTF_8);
      for (int edits = random.nextInt(1, 5); edits > 0; edits--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      var file = Files.write(directory.resolve("bad.properties"), bytes);
      assertConfiguredOrRefused(Map.of(), Optional.of(file));
    }
  }

  private static void assertConfiguredOrRefused(Map<Setting, String> flags, Optional<Path> file) {
    try {
      assertThat(config(flags, Map.of(), file).data()).isNotNull();
    } catch (ConfigException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }
}
