package plaza.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// A file system that runs out of room, for real: a small one in memory. Mounting it takes root,
/// or sudo.
class FullDiskSpec {
  private static final int SIZE_MEGABYTES = 160;
  private static final int MEGABYTE = 1 << 20;

  @Test
  void a_full_disk_refuses_clearly_loses_nothing_and_goes_on_when_there_is_room() throws Exception {
    var disk = PlazaServer.temporary();
    run(
        "mount",
        "-t",
        "tmpfs",
        "-o",
        "size=" + SIZE_MEGABYTES + "m",
        "plaza-spec",
        disk.toString());
    try (var server = PlazaServer.on(disk.resolve("data"))) {
      var plaza = server.http();
      var chat = plaza.chat();
      assertThat(plaza.post(chat + "/messages", Http.message("before")).number())
          .isEqualTo(1);

      var ballast = fill(disk);
      await()
          .until(() -> plaza.post(chat + "/messages", Http.message("refused")).status() == 507);
      var refused = plaza.post(chat + "/messages", Http.message("refused"), "Idempotency-Key", "k");
      assertThat(refused.status()).isEqualTo(507);
      assertThat(refused.json().path("detail").asText()).contains("Nothing was stored");
      var stored = plaza.get(chat).json().path("messages_count").asLong();
      assertThat(plaza.get(chat + "/messages/1").status()).isEqualTo(200);

      Files.delete(ballast);

      await()
          .atMost(20, TimeUnit.SECONDS)
          .until(() -> plaza
                  .post(chat + "/messages", Http.message("refused"), "Idempotency-Key", "k")
                  .status()
              == 201);
      assertThat(plaza.get(chat).json().path("messages_count").asLong()).isEqualTo(stored + 1);
      assertThat(plaza.post(chat + "/messages", Http.message("after")).number())
          .isEqualTo(stored + 2);
    } finally {
      run("umount", disk.toString());
    }
  }

  /// Takes all the room there is.
  private static Path fill(Path disk) throws IOException {
    var ballast = disk.resolve("ballast");
    try (var out = Files.newOutputStream(ballast)) {
      while (true) {
        out.write(new byte[MEGABYTE]);
      }
    } catch (IOException e) {
      return ballast;
    }
  }

  private static void run(String... command) throws IOException, InterruptedException {
    var all = new ArrayList<String>();
    if (!"root".equals(System.getProperty("user.name"))) {
      all.add("sudo");
    }
    all.addAll(List.of(command));
    var process = new ProcessBuilder(all).inheritIO().start();
    assertThat(process.waitFor()).as("%s", all).isZero();
  }
}
