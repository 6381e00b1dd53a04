package plaza.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A part of the data is lost: nothing is skipped silently, and the operator can recover.
@Tag("campaign")
class LossSpec {
  private static final Path WHOLE = PlazaServer.temporary();
  private static String messages = "";

  /// Five messages, each in a group of its own; the third has a key.
  @BeforeAll
  static void prepare() {
    try (var server = PlazaServer.on(WHOLE)) {
      var plaza = server.http();
      messages = plaza.chat() + "/messages";
      for (int n = 1; n <= 5; n++) {
        plaza.post(messages, Http.message("message number " + n), "Idempotency-Key", "key" + n);
      }
      plaza.get(messages + "/search?q=message&wait=5");
      server.stop();
    }
  }

  private static void acceptLoss(Path data, String... told) throws Exception {
    var run = Commands.run("log", "accept-loss", "--data", data.toString());
    assertThat(run.output()).contains(told);
    assertThat(run.code()).isZero();
  }

  private static void assertStops(Path data, String why) {
    try (var server = PlazaServer.on(data)) {
      var plaza = server.http();
      var ready = plaza.get("/ready");
      assertThat(ready.status()).isEqualTo(503);
      assertThat(ready.text()).contains(why);
      assertThat(plaza.get(messages).status()).isEqualTo(503);
      assertThat(plaza.post(messages, Http.message("too early")).status()).isEqualTo(503);
      assertThat(server.output()).contains("does not serve").contains(why);
    }
  }

  private static void assertServes(Path data, int count, int next) {
    try (var server = PlazaServer.on(data)) {
      var plaza = server.http();
      assertThat(plaza.get(messages).json().size()).isEqualTo(count);
      var posted = plaza.post(messages, Http.message("the next one"));
      assertThat(posted.json().path("number").asInt()).isEqualTo(next);
      var found = plaza.get(messages + "/search?q=next&wait=" + next);
      assertThat(found.json().size()).isEqualTo(1);
      server.stop();
    }
  }

  @Test
  void without_its_log_a_store_serves_again_once_the_loss_is_accepted() throws Exception {
    var data = Damage.copyOf(WHOLE);
    Files.delete(data.resolve("log.db"));
    assertStops(data, "applied from another log");

    acceptLoss(data, "continues with another log");

    try (var server = PlazaServer.on(data)) {
      var repeat =
          server.http().post(messages, Http.message("message number 3"), "Idempotency-Key", "key3");
      assertThat(repeat.status()).isEqualTo(200);
      assertThat(repeat.json().path("number").asInt()).isEqualTo(3);
      server.stop();
    }
    assertServes(data, 5, 6);
    assertThat(Commands.run("doctor", "--data", data.toString()).output()).contains("All is well");
  }

  @Test
  void an_event_that_can_no_longer_be_read_stops_a_replay_until_the_loss_is_accepted()
      throws Exception {
    var data = Damage.copyOf(WHOLE);
    Damage.flip(data.resolve("log.db"), 4);
    Damage.deleteStore(data);
    assertStops(data, "stops at event 4 of its log: it can't be read");

    acceptLoss(data, "1 unreadable events will be skipped");

    assertServes(data, 4, 5);
  }

  @Test
  void a_hole_in_the_log_stops_a_replay_until_the_loss_is_accepted() throws Exception {
    var data = Damage.copyOf(WHOLE);
    Damage.sql(data.resolve("log.db"), "DELETE FROM event_group WHERE id = 4");
    Damage.deleteStore(data);
    assertThat(Commands.run("log", "verify", "--data", data.toString()).output())
        .contains("no store");
    assertStops(data, "stops at event 4 of its log: it can't be read");

    acceptLoss(data, "1 unreadable events will be skipped");

    assertServes(data, 4, 5);
  }

  @Test
  void a_log_that_lost_its_tail_serves_again_once_the_loss_is_accepted() throws Exception {
    var data = Damage.copyOf(WHOLE);
    Damage.sql(
        data.resolve("log.db"),
        "DELETE FROM event_group WHERE id = (SELECT MAX(id) FROM event_group)");
    assertStops(data, "the log lost its tail");

    acceptLoss(data, "the log's last 1 events are gone; the store has applied them");

    assertServes(data, 5, 6);
  }

  /// The store went on with a message, the log with links and visits: as when the machine lost
  /// power, the log its tail, and nobody looked before the server went on.
  @Test
  void links_and_visits_in_the_place_of_a_lost_tail_are_applied_once_the_loss_is_accepted()
      throws Exception {
    var other = Damage.copyOf(WHOLE);
    try (var server = PlazaServer.on(other)) {
      var plaza = server.http();
      for (var code : new String[] {"one", "two", "three"}) {
        var made =
            plaza.post("/shorten", "{\"url\":\"https://example.com\",\"code\":\"" + code + "\"}");
        assertThat(made.status()).isEqualTo(201);
      }
      plaza.post(
          "/shorten", "{\"url\":\"https://example.com\",\"code\":\"once\",\"max_visits\":1}");
      assertThat(plaza.get("/once").status()).isEqualTo(302);
      server.stop();
    }
    var data = Damage.copyOf(WHOLE);
    try (var server = PlazaServer.on(data)) {
      for (int n = 0; n < 2; n++) {
        server.http().post(messages, Http.message("after the tail"));
      }
      server.stop();
    }
    for (var file : new String[] {"log.db", "log.db-wal", "log.db-shm"}) {
      Files.deleteIfExists(data.resolve(file));
    }
    Files.copy(other.resolve("log.db"), data.resolve("log.db"));

    acceptLoss(data, "the log's last 2 events are gone; the store has applied them");

    try (var server = PlazaServer.on(data)) {
      var plaza = server.http();
      assertThat(plaza.get(messages).json().size()).isEqualTo(7);
      for (var code : new String[] {"one", "two", "three"}) {
        assertThat(plaza.get("/" + code).status()).isEqualTo(302);
      }
      assertThat(plaza.get("/once").status()).isEqualTo(404);
      server.stop();
    }
    assertThat(Commands.run("doctor", "--data", data.toString()).output()).contains("All is well");
  }

  @Test
  void an_older_copy_beside_a_newer_search_index_begins_a_new_life() throws Exception {
    var data = Damage.copyOf(WHOLE);
    String etag;
    try (var server = PlazaServer.on(data)) {
      var plaza = server.http();
      etag = plaza.post(messages, Http.message("to be forgotten")).header("ETag");
      plaza.get(messages + "/search?q=forgotten&wait=6");
      server.stop();
    }
    for (var file : new String[] {"plaza.db", "log.db"}) {
      Files.deleteIfExists(data.resolve(file + "-wal"));
      Files.copy(
          WHOLE.resolve(file),
          data.resolve(file),
          java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    try (var server = PlazaServer.on(data)) {
      var plaza = server.http();
      assertThat(server.output()).contains("restored from an older copy");
      var posted = plaza.post(messages, Http.message("in its place"));
      assertThat(posted.json().path("number").asInt()).isEqualTo(6);
      assertThat(posted.header("ETag")).isNotEqualTo(etag);
      assertThat(plaza.get(messages + "/search?q=place&wait=6").json().size()).isEqualTo(1);
      assertThat(plaza.get(messages + "/search?q=forgotten").json().size()).isZero();
      server.stop();
    }
  }

  @Test
  void data_of_a_newer_program_is_refused() throws Exception {
    var data = Damage.copyOf(WHOLE);
    Damage.sql(
        data.resolve("plaza.db"),
        "INSERT INTO flyway_schema_history SELECT installed_rank + 900, '999', description, type, script, checksum, "
            + "installed_by, installed_on, execution_time, success FROM flyway_schema_history "
            + "WHERE version = '1'");
    var run = Commands.run("serve", "--port", "0", "--data", data.toString());
    assertThat(run.output()).contains("newer Plaza").doesNotContain("ready");
    assertThat(run.code()).isEqualTo(1);
  }

  @Test
  void a_database_of_somebody_else_is_refused() throws Exception {
    var data = PlazaServer.temporary();
    try (var connection = Damage.open(data.resolve("plaza.db"));
        var statement = connection.createStatement()) {
      statement.execute("CREATE TABLE guests (name TEXT)");
    }
    var run = Commands.run("serve", "--port", "0", "--data", data.toString());
    assertThat(run.output()).contains("is not Plaza's").hasLineCount(1);
    assertThat(run.code()).isEqualTo(1);
  }

  @Test
  void the_first_operator_key_is_shown_even_if_the_start_fails_later() throws Exception {
    var data = PlazaServer.temporary();
    try (var taken = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
      var run = Commands.run(
          "serve", "--keys", "--port", "" + taken.getLocalPort(), "--data", data.toString());
      assertThat(run.output()).contains("operator key: ", "another one with --port");
      assertThat(run.code()).isEqualTo(1);
    }
  }
}
