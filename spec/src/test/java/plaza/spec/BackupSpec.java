package plaza.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("campaign")
class BackupSpec {
  private static final Pattern KEY = Pattern.compile("operator key: (\\S+)");
  private static final int WRITERS = 4;

  @Test
  void a_backup_taken_under_load_is_whole_and_begins_a_life_of_its_own() throws Exception {
    var copy = PlazaServer.temporary().resolve("copy");
    var writing = new AtomicBoolean(true);
    try (var server = PlazaServer.on(PlazaServer.temporary());
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var plaza = server.http();
      var chat = plaza.chat();
      var messages = chat + "/messages";
      plaza.post(messages, Http.message("first"), "Idempotency-Key", "k");
      var etag = plaza.get(messages + "/1").header("ETag");
      String cursor;
      try (var watcher = EventClient.on(plaza, chat + "/events")) {
        cursor = watcher.lastId();
      }
      var writers = IntStream.range(0, WRITERS)
          .mapToObj(_ -> threads.submit(() -> write(plaza, messages, writing)))
          .toList();
      var before = plaza.get(chat).json().path("messages_count").asLong();

      var backup =
          Commands.run("backup", copy.toString(), "--data", server.data().toString());

      writing.set(false);
      for (var writer : writers) {
        assertThat(writer.get()).isPositive();
      }
      assertThat(backup.code()).as(backup.output()).isZero();
      var again =
          Commands.run("backup", copy.toString(), "--data", server.data().toString());
      assertThat(again.code()).isEqualTo(1);
      assertThat(again.output()).contains("is not empty");
      server.stop();
      var doctor = Commands.run("doctor", "--data", copy.toString());
      assertThat(doctor.code()).as(doctor.output()).isZero();

      try (var restored = PlazaServer.on(copy)) {
        var there = restored.http();
        var count = there.get(chat).json().path("messages_count").asLong();
        assertThat(count).isGreaterThanOrEqualTo(before);
        assertThat(numbers(there, messages))
            .isEqualTo(LongStream.rangeClosed(1, count).boxed().toList());
        assertThat(there
                .post(messages, Http.message("first"), "Idempotency-Key", "k")
                .status())
            .isEqualTo(200);
        assertThat(there.post(messages, Http.message("next")).number()).isEqualTo(count + 1);
        assertThat(there
                .patch(messages + "/1", Http.message("x"), "If-Match", etag)
                .status())
            .isEqualTo(412);
        assertThat(there.get(messages + "/1", "If-None-Match", etag).status()).isEqualTo(200);
        try (var watcher = EventClient.on(there, chat + "/events?after=" + cursor)) {
          assertThat(watcher.next().number()).isEqualTo(1);
        }
        assertThat(there.get(messages + "/search?q=first&wait=" + count).numbers())
            .containsExactly(1L);
      }
    }
  }

  private static int write(Http plaza, String messages, AtomicBoolean writing) {
    var written = 0;
    while (writing.get()) {
      assertThat(plaza.post(messages, Http.message("x")).status()).isEqualTo(201);
      written++;
    }
    return written;
  }

  private static List<Long> numbers(Http plaza, String messages) {
    var numbers = new ArrayList<Long>();
    for (var path = messages + "?limit=100"; !path.isEmpty(); ) {
      var page = plaza.get(path);
      numbers.addAll(page.numbers());
      path = page.next();
    }
    return numbers;
  }

  @Test
  void the_backup_of_a_stopped_server_needs_no_server() throws Exception {
    var copy = PlazaServer.temporary().resolve("copy");
    try (var server = PlazaServer.on(PlazaServer.temporary())) {
      var chat = server.http().chat();
      server.http().post(chat + "/messages", Http.message("kept"));
      server.stop();

      var backup =
          Commands.run("backup", copy.toString(), "--data", server.data().toString());

      assertThat(backup.code()).as(backup.output()).isZero();
      try (var restored = PlazaServer.on(copy)) {
        assertThat(restored.http().get(chat + "/messages").numbers()).containsExactly(1L);
      }
    }
  }

  @Test
  void an_operator_who_lost_his_key_gets_a_new_one_on_the_machine() throws Exception {
    try (var server = PlazaServer.on(PlazaServer.temporary(), "--keys")) {
      var lost = server.http().as(key(server.output()));
      assertThat(lost.get("/api/v1/applications").status()).isEqualTo(200);

      var made = Commands.run("keys", "operator", "--data", server.data().toString());

      assertThat(made.code()).as(made.output()).isZero();
      assertThat(lost.get("/api/v1/applications").status()).isEqualTo(401);
      var found = server.http().as(key(made.output()));
      assertThat(found.get("/api/v1/applications").status()).isEqualTo(200);
      server.stop();
      var alone = Commands.run("keys", "operator", "--data", server.data().toString());
      server.start();
      assertThat(
              server.http().as(key(alone.output())).get("/api/v1/applications").status())
          .isEqualTo(200);
    }
  }

  private static String key(String output) {
    var match = KEY.matcher(output);
    assertThat(match.find()).as(output).isTrue();
    return match.group(1);
  }
}
