package plaza.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Commands with invalid arguments print an error with advice, without a stack trace.
class CommandSpec {
  private static void assertRefuses(String told, String... arguments) throws Exception {
    var run = Commands.run(arguments);
    assertThat(run.output()).contains(told).doesNotContain("Exception", "\tat ");
    assertThat(run.code()).isPositive().isNotEqualTo(70);
  }

  private static String application() {
    return PlazaServer.shared().http().chat().replaceAll(".*/applications/|/chats/.*", "");
  }

  @Test
  void what_is_no_address_of_a_server_is_refused() throws Exception {
    var file = Files.writeString(PlazaServer.temporary().resolve("a.jsonl"), "");
    assertRefuses("--url must look like", "import", "irc", file.toString(), "--url", "nowhere");
    assertRefuses(
        "no server at", "export", "--application", "0".repeat(32), "--url", "http://127.0.0.1:1");
    assertRefuses("can't read", "import", "irc", "/nowhere.jsonl");
  }

  @Test
  void what_is_no_token_of_an_application_is_refused() throws Exception {
    var file = Files.writeString(PlazaServer.temporary().resolve("a.jsonl"), "");
    for (var token : List.of("a b", "../keys", "0".repeat(31))) {
      var told = "'" + token + "' is not an application token";
      assertRefuses(told, "export", "--application", token);
      assertRefuses(told, "import", "irc", file.toString(), "--application", token);
    }
  }

  @Test
  void a_directory_that_is_none_is_told_by_its_reason() throws Exception {
    var file = Files.writeString(PlazaServer.temporary().resolve("file"), "");
    assertRefuses("is there already, as a file", "serve", "--data", file.toString());
    assertRefuses("no store in", "doctor", "--data", file.toString());
    assertRefuses("no store in", "log", "verify", "--data", file.toString());
    assertRefuses("no store in", "backup", "copy", "--data", file.toString());
  }

  @Test
  void an_export_that_can_t_be_written_fails_and_leaves_no_half_file() throws Exception {
    var url = PlazaServer.shared().url();
    var token = application();
    var nowhere = PlazaServer.temporary().resolve("no").resolve("where");
    assertRefuses(
        "is not there", "export", "--application", token, "--url", url, "-o", nowhere.toString());
    var out = PlazaServer.temporary().resolve("export.jsonl");
    assertRefuses(
        "404", "export", "--application", "0".repeat(32), "--url", url, "-o", out.toString());
    assertThat(out).doesNotExist();
    var shell = new ArrayList<>(PlazaServer.command());
    shell.addAll(List.of("export", "--application", token, "--url", url));
    var process = new ProcessBuilder("sh", "-c", String.join(" ", shell) + " > /dev/full")
        .redirectErrorStream(true)
        .start();
    assertThat(process.waitFor()).isPositive();
  }

  @Test
  void a_command_that_makes_no_sense_keeps_none_from_the_running_server() throws Exception {
    try (var server = PlazaServer.on(PlazaServer.temporary(), "--keys");
        var silent = SocketChannel.open(StandardProtocolFamily.UNIX);
        var garbled = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      var socket = UnixDomainSocketAddress.of(server.data().resolve("control"));
      silent.connect(socket);
      garbled.connect(socket);
      garbled.write(StandardCharsets.UTF_8.encode("backup %%zz\n"));
      assertThat(garbled.read(ByteBuffer.allocate(100))).isPositive();

      var key = Commands.run("keys", "operator", "--data", server.data().toString());

      assertThat(key.output()).contains("operator key: ");
      assertThat(key.code()).isZero();
    }
  }
}
