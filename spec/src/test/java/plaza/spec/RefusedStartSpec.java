package plaza.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Starts with a missing prerequisite: one sentence, no stack trace, and a non-zero exit code.
class RefusedStartSpec {
  private final Path folder = PlazaServer.temporary();

  private static void refused(List<String> launcher, Path data, String... words) {
    refused(launcher, data, List.of(), words);
  }

  private static void refused(
      List<String> launcher, Path data, List<String> options, String... words) {
    var server = PlazaServer.doomed(launcher, data, options.toArray(String[]::new));

    assertThat(server.awaitEnd()).as(server.output()).isEqualTo(1);
    assertThat(server.output()).contains(words).contains("plaza: ");
    assertThat(server.output())
        .doesNotContain("ERROR")
        .doesNotContain("internal error")
        .doesNotContainPattern("(?m)^\\s+at |Exception");
  }

  private static List<String> java(String flag) {
    var command = new ArrayList<>(PlazaServer.command());
    command.add(1, flag);
    return command;
  }

  @Test
  void few_open_files() {
    for (var limit : List.of(64, 100, 255)) {
      refused(
          PlazaServer.under("prlimit", "--nofile=" + limit + ":" + limit),
          folder.resolve("data"),
          "files may be open",
          "ulimit -n");
    }
  }

  @Test
  void a_heap_that_is_too_small() {
    refused(java("-Xmx8m"), folder.resolve("data"), "the heap may take only", "-Xmx");
  }

  @Test
  void a_folder_for_temporary_files_that_is_missing_or_a_file() throws Exception {
    var file = Files.createFile(folder.resolve("file"));
    for (var place : List.of(folder.resolve("missing"), file)) {
      refused(
          java("-Djava.io.tmpdir=" + place),
          folder.resolve("data"),
          place.toString(),
          "directory for temporary files");
    }
    assertThat(folder.resolve("data")).doesNotExist();
  }

  @Test
  void a_data_directory_that_is_a_file_or_that_cannot_be_made() throws Exception {
    var file = Files.createFile(folder.resolve("file"));
    refused(PlazaServer.command(), file, "is there already, as a file");
    refused(PlazaServer.command(), file.resolve("below"), "can't be used");
    refused(PlazaServer.command(), Path.of("/proc/plaza"), "can't be used");
  }

  @Test
  void a_port_that_is_in_use() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      refused(
          PlazaServer.command(),
          folder.resolve("data"),
          List.of("--port", Integer.toString(taken.getLocalPort())),
          "in use",
          "another one with --port");
    }
  }

  @Test
  void a_locale_that_the_machine_does_not_have_is_no_reason() {
    var launcher = PlazaServer.under("env", "LC_ALL=xx_YY.UTF-8", "LANG=nonsense");
    try (var server = PlazaServer.by(launcher, folder.resolve("data"))) {
      assertThat(server.http().get("/health").status()).isEqualTo(200);
    }
  }
}
