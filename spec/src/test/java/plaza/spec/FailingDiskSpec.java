package plaza.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A disk that fails to sync, or takes its time.
@Tag("campaign")
class FailingDiskSpec {
  private static final int DISK_FAILED = 74;
  private static final String WAL = "-wal";

  private final List<String> acknowledged = new ArrayList<>();

  private void post(PlazaServer server, String messages, int count) {
    for (int i = 0; i < count; i++) {
      var text = "message " + acknowledged.size();
      assertThat(server.http().post(messages, Http.message(text)).status()).isEqualTo(201);
      acknowledged.add(text);
    }
  }

  private void assertNothingIsLost(PlazaServer server, String messages) throws Exception {
    var there = new ArrayList<String>();
    server
        .http()
        .get(messages + "?limit=100&after=0")
        .json()
        .forEach(message -> there.add(message.path("body").asText()));
    assertThat(there.subList(0, acknowledged.size())).isEqualTo(acknowledged);
    server.stop();
    assertThat(Commands.run("doctor", "--data", server.data().toString()).output())
        .contains("All is well");
  }

  @Test
  void a_log_that_cannot_be_synced_ends_the_process_and_nothing_acknowledged_is_lost()
      throws Exception {
    try (var server = PlazaServer.on(PlazaServer.temporary())) {
      var messages = server.http().chat() + "/messages";
      post(server, messages, 10);
      var log = server.data().resolve("log.db" + WAL);
      try (var _ = Strace.over(server, "fsync,fdatasync:error=EIO", log)) {
        var plaza = server.http();

        try {
          assertThat(plaza.post(messages, Http.message("in doubt")).status()).isEqualTo(503);
        } catch (UncheckedIOException e) {
          // The process was quicker than its answer.
        }

        assertThat(server.awaitEnd()).isEqualTo(DISK_FAILED);
        assertThat(server.output()).contains("failed to sync", "log.db", "Check the disk");
      }
      server.start();
      assertNothingIsLost(server, messages);
    }
  }

  /// The store is synced when its write-ahead log is moved to its file: at a start, unless a reader
  /// is in the way, and at the end.
  @Test
  void a_store_that_cannot_be_synced_ends_the_process_and_nothing_acknowledged_is_lost()
      throws Exception {
    try (var server = PlazaServer.on(PlazaServer.temporary())) {
      var messages = server.http().chat() + "/messages";
      post(server, messages, 10);
      server.kill();

      var store = server.data().resolve("plaza.db");
      server.doom(Strace.before("fsync,fdatasync:error=EIO", store));
      await().until(() -> !server.lives() || starts(server) == 2);

      assertThat(server.stop()).isEqualTo(DISK_FAILED);
      assertThat(server.output()).contains("failed to sync", "plaza.db", "Check the disk");
      server.start(PlazaServer.command());
      assertNothingIsLost(server, messages);
    }
  }

  private static long starts(PlazaServer server) {
    return server.output().lines().filter(line -> line.contains("is ready at")).count();
  }

  @Test
  void a_search_index_that_cannot_be_synced_goes_back_a_little_and_loses_nothing()
      throws Exception {
    var data = PlazaServer.temporary();
    // The files of its first commits.
    var commits = IntStream.rangeClosed(1, 3)
        .mapToObj(n -> data.resolve("search").resolve("pending_segments_" + n))
        .toArray(Path[]::new);
    var fault = Strace.before("fsync,fdatasync:error=EIO:when=1..2", commits);
    try (var server = PlazaServer.by(fault, data)) {
      var messages = server.http().chat() + "/messages";
      post(server, messages, 10);
      assertThat(server.http().get(messages + "/search?q=message&wait=10").numbers())
          .hasSize(10);
      assertThat(server.output()).contains("goes back a little");
      assertNothingIsLost(server, messages);
    }
  }

  @Test
  void a_slow_disk_makes_callers_wait_and_says_so() throws Exception {
    try (var server = PlazaServer.on(PlazaServer.temporary())) {
      var messages = server.http().chat() + "/messages";
      post(server, messages, 3);
      var log = server.data().resolve("log.db" + WAL);
      var plaza = server.http();
      try (var _ = Strace.over(server, "fsync,fdatasync:delay_enter=7s", log)) {
        var late = plaza.post(messages, Http.message("late"), "Idempotency-Key", "late");
        assertThat(late.status()).isEqualTo(503);
        assertThat(plaza.get("/ready").text())
            .contains("the log has not accepted a group of changes");
        assertThat(plaza.get(messages).status()).as("reading goes on").isEqualTo(200);
      }
      await().atMost(Duration.ofSeconds(20)).until(() -> plaza.get("/ready").status() == 200);

      var repeat = plaza.post(messages, Http.message("late"), "Idempotency-Key", "late");

      assertThat(repeat.status()).as("it was stored, once").isEqualTo(200);
      assertThat(repeat.number()).isEqualTo(4);
      acknowledged.add("late");
      assertNothingIsLost(server, messages);
    }
  }
}
