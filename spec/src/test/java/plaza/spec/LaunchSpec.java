package plaza.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import org.junit.jupiter.api.Test;

class LaunchSpec {
  @Test
  void the_program_says_its_version_and_helps() throws Exception {
    assertThat(Commands.run("--version").output()).startsWith("plaza ");
    assertThat(Commands.run("--help").output()).contains("serve");
    assertThat(Commands.run("serve", "--help").output()).contains("--port", "--data");
    assertThat(Commands.run("serve", "--nonsense").code()).isNotZero();
  }

  @Test
  void open_mode_on_another_address_is_refused() throws Exception {
    var refused = Commands.run(
        "serve",
        "--open",
        "--host",
        "0.0.0.0",
        "--port",
        "0",
        "--data",
        PlazaServer.temporary().toString());

    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.output()).contains("needs a loopback address").doesNotContain("at plaza.");
  }

  @Test
  void a_second_process_on_the_same_directory_is_refused() throws Exception {
    try (var first = PlazaServer.on(PlazaServer.temporary())) {
      var second = Commands.run("serve", "--port", "0", "--data", first.data().toString());

      assertThat(second.code()).isEqualTo(1);
      assertThat(second.output()).contains("another Plaza uses the data directory");
    }
  }

  @Test
  void sigterm_stops_it_and_nothing_is_lost() {
    try (var server = PlazaServer.on(PlazaServer.temporary())) {
      var chat = server.http().chat();
      server.http().post(chat + "/messages", Http.message("kept"));

      server.stop();

      server.start();
      assertThat(server.http().get(chat + "/messages/1").json().path("body").asText())
          .isEqualTo("kept");
    }
  }

  @Test
  void a_search_index_that_was_deleted_is_built_again() throws Exception {
    try (var server = PlazaServer.on(PlazaServer.temporary())) {
      var chat = server.http().chat();
      server.http().post(chat + "/messages", Http.message("needle"));
      server.stop();
      try (var files = Files.list(server.data().resolve("search"))) {
        for (var file : files.toList()) {
          Files.delete(file);
        }
      }

      server.start();

      assertThat(server.http().get(chat + "/messages/search?q=eedl&wait=1").numbers())
          .containsExactly(1L);
    }
  }

  @Test
  void a_search_index_that_is_deleted_while_the_server_idles_is_built_again() throws Exception {
    try (var server = PlazaServer.on(PlazaServer.temporary())) {
      var chat = server.http().chat();
      server.http().post(chat + "/messages", Http.message("needle"));
      assertThat(server.http().get(chat + "/messages/search?q=eedl&wait=1").numbers())
          .containsExactly(1L);
      var search = server.data().resolve("search");
      delete(search);

      await().atMost(Duration.ofSeconds(30)).until(() -> Files.isDirectory(search));

      server.http().post(chat + "/messages", Http.message("another needle"));
      assertThat(server.http().get(chat + "/messages/search?q=eedl&wait=2").numbers())
          .containsExactly(2L, 1L);
    }
  }

  private static void delete(Path directory) throws IOException {
    try (var files = Files.walk(directory)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  @Test
  void a_server_whose_log_was_taken_away_shows_nothing_and_says_why() throws Exception {
    try (var server = PlazaServer.on(PlazaServer.temporary())) {
      var chat = server.http().chat();
      server.http().post(chat + "/messages", Http.message("kept"));
      server.stop();
      Files.delete(server.data().resolve("log.db"));

      server.start();

      var ready = server.http().get("/ready");
      assertThat(ready.status()).isEqualTo(503);
      assertThat(ready.text()).contains("was applied from another log");
      assertThat(server.http().get("/health").status()).isEqualTo(200);
      assertThat(server.http().get(chat + "/messages/1").status()).isEqualTo(503);
      var refused = server.http().post(chat + "/messages", Http.message("lost"));
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.text()).contains("Nothing was stored");
    }
  }

  @Test
  void log_lines_are_json_when_asked_and_tell_the_request_but_not_what_was_written()
      throws Exception {
    try (var server =
        PlazaServer.on(PlazaServer.temporary(), "--log-requests", "--log-format", "json")) {
      var chat = server.http().chat();

      var posted = server
          .http()
          .post(chat + "/messages", Http.message("a private matter"), "X-Request-Id", "mine-1");

      assertThat(posted.header("X-Request-Id")).isEqualTo("mine-1");
      await().until(() -> server.output().contains("mine-1"));
      var lines = server.output().lines().filter(line -> line.startsWith("{")).toList();
      assertThat(lines).isNotEmpty();
      for (var line : lines) {
        assertThat(Http.JSON.readTree(line).path("message").asText()).isNotEmpty();
      }
      assertThat(server.output())
          .doesNotContain("a private matter")
          .doesNotContain(chat.split("/", -1)[4]);
    }
  }
}
