package plaza.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A file system that runs out of room, for real: a small one in memory. Mounting it takes root,
/// or sudo.
@Tag("campaign")
class FullDiskSpec {
  private static final int SIZE_MEGABYTES = 160;
  private static final int MEGABYTE = 1 << 20;
  private static final int TRIES = 50;

  @Test
  void a_full_disk_refuses_clearly_loses_nothing_and_goes_on_when_there_is_room() throws Exception {
    var disk = PlazaServer.temporary();
    mount(disk, SIZE_MEGABYTES);
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

  /// The store is alone without room: a quota, or another disk.
  @Test
  void a_store_without_room_makes_callers_wait_and_loses_nothing() throws Exception {
    try (var server = PlazaServer.on(PlazaServer.temporary())) {
      var plaza = server.http();
      var messages = plaza.chat() + "/messages";
      plaza.post(messages, Http.message("before"));
      var store = server.data().resolve("plaza.db");
      var ahead = server.data().resolve("plaza.db-wal");
      try (var _ = Strace.over(server, "pwrite64,ftruncate:error=ENOSPC", store, ahead)) {
        var late = plaza.post(messages, Http.message("late"), "Idempotency-Key", "late");
        assertThat(late.status()).isEqualTo(503);
        assertThat(late.text()).contains("may be stored");
        assertThat(plaza.get("/ready").status()).isEqualTo(503);
        assertThat(plaza.get(messages).numbers()).as("reading goes on").containsExactly(1L);
        assertThat(plaza
                .post(messages, Http.message("later"), "Prefer", "respond-async")
                .status())
            .as("the log has room")
            .isEqualTo(202);
      }
      await().until(() -> plaza.get("/ready").status() == 200);

      var repeat = plaza.post(messages, Http.message("late"), "Idempotency-Key", "late");

      assertThat(repeat.status()).as("it was stored, once").isEqualTo(200);
      assertThat(repeat.number()).isEqualTo(2);
      await().until(() -> plaza.get(messages + "/3").status() == 200);
      assertThat(plaza.get(messages + "/search?q=late*&wait=3").status()).isEqualTo(200);
      assertWell(server);
    }
  }

  @Test
  void a_search_directory_without_room_slows_nobody_and_catches_up_when_there_is_room()
      throws Exception {
    var data = PlazaServer.temporary();
    var search = Files.createDirectory(data.resolve("search"));
    mount(search, 1);
    try (var server = PlazaServer.on(data)) {
      var plaza = server.http();
      var chat = plaza.chat();
      var random = new Random(1);
      while (!server.output().contains("goes back a little")) {
        plaza.post(chat + "/messages/bulk", words(random));
      }

      var needle = plaza.post(chat + "/messages", Http.message("needle")).number();
      assertThat(plaza.get(chat + "/messages/" + needle).status()).isEqualTo(200);
      assertThat(plaza.get(chat + "/messages/search?q=needle").status()).isIn(200, 503);
      await().until(() -> plaza.get("/ready").text().contains("No space left"));
      assertThat(plaza.get("/ready").status()).as("it serves").isEqualTo(200);
      assertThat(plaza.get("/ready").json().path("status").asText()).isEqualTo("degraded");
      assertThat(plaza.get("/ready").json().at("/advice/indexer").asText()).contains("search/");
      for (int i = 0; i < TRIES; i++) {
        assertThat(plaza.post(chat + "/messages/bulk", words(random)).status()).isEqualTo(201);
      }
      assertThat(server.output().lines().filter(line -> line.contains("goes back a little")))
          .as("it tries again with pauses")
          .hasSizeLessThan(TRIES);

      run("mount", "-o", "remount,size=100m", search.toString());
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> plaza
              .get(chat + "/messages/search?q=needle&wait=" + needle)
              .numbers()
              .equals(List.of(needle)));
      await().until(() -> plaza.get("/ready").text().contains("\"ready\""));
      assertWell(server);
    } finally {
      run("umount", search.toString());
    }
  }

  /// A hundred messages of words that no other has.
  private static String words(Random random) {
    var messages = Http.JSON.createArrayNode();
    for (int i = 0; i < 100; i++) {
      var text = random
          .longs(100)
          .mapToObj(number -> Long.toString(number, Character.MAX_RADIX))
          .collect(Collectors.joining(" "));
      messages.addObject().put("body", text);
    }
    return Http.json(Http.JSON.createObjectNode().set("messages", messages));
  }

  private static void assertWell(PlazaServer server) throws Exception {
    server.stop();
    var doctor = Commands.run("doctor", "--data", server.data().toString());
    assertThat(doctor.output()).contains("All is well");
  }

  private static void mount(Path directory, int megabytes) throws Exception {
    var size = "size=" + megabytes + "m";
    run("mount", "-t", "tmpfs", "-o", size, "plaza-spec", directory.toString());
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
