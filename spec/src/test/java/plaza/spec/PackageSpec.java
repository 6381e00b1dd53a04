package plaza.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// The package's commands and page; the other specs that run against it are named in the build.
class PackageSpec {
  private static final String LINE =
      "{\"chat\":\"lobby\",\"user\":\"ann\",\"at\":\"2026-01-31T12:00:00Z\",\"body\":\"hello\"}\n";

  @Test
  void the_server_runs_on_the_packages_own_java() throws Exception {
    var server = PlazaServer.shared();

    var program = Files.readSymbolicLink(Path.of("/proc", Long.toString(server.pid()), "exe"));

    assertThat(program).isEqualTo(Packaged.home().resolve("runtime/bin/java").toRealPath());
  }

  @Test
  void an_import_a_backup_and_the_doctor_work() throws Exception {
    var folder = PlazaServer.temporary();
    var data = folder.resolve("data").toString();
    var copy = folder.resolve("copy").toString();
    var log = Files.writeString(folder.resolve("log.jsonl"), LINE);

    var imported = Commands.run("import", "irc", log.toString(), "--data", data);
    var saved = Commands.run("backup", copy, "--data", data);
    var examined = Commands.run("doctor", "--data", copy);

    assertThat(imported.code()).as(imported.output()).isZero();
    assertThat(saved.code()).as(saved.output()).isZero();
    assertThat(examined.output()).contains("All is well");
  }

  @Test
  void the_console_and_the_metrics_are_served() {
    var plaza = PlazaServer.shared().http();

    assertThat(plaza.get("/").text()).containsIgnoringCase("<!doctype html");
    assertThat(plaza.get("/metrics").text()).contains("plaza_");
  }
}
