package plaza.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("campaign")
class VisitCrashSpec {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Test
  void a_server_that_is_stopped_has_counted_everybody() {
    try (var server = PlazaServer.on(PlazaServer.temporary())) {
      var code =
          server.http().post("/shorten", "{\"url\":\"https://example.com\"}").json();
      var path = "/" + code.path("code").asText();
      for (int i = 0; i < 200; i++) {
        assertThat(server.http().get(path).status()).isEqualTo(302);
      }

      assertThat(server.stop()).isEqualTo(143);
      server.start();

      assertThat(server.http().get(path + "/stats").json().path("clicks").asLong())
          .isEqualTo(200);
    }
  }

  @Test
  void a_server_that_is_killed_has_counted_nobody_twice_and_lost_a_second_at_most() {
    try (var server = PlazaServer.on(PlazaServer.temporary())) {
      var made =
          server.http().post("/shorten", "{\"url\":\"https://example.com\"}").json();
      var path = "/" + made.path("code").asText();
      var visits = new AtomicLong();
      for (int round = 0; round < 3; round++) {
        var visitor =
            Thread.startVirtualThread(() -> visitUntilItDies(server.http(), path, visits));
        var before = visits.get();
        await().atMost(PATIENCE).until(() -> visits.get() > before + 100);
        await().atMost(PATIENCE).until(() -> clicks(server, path) > before);
        server.kill();
        await().atMost(PATIENCE).until(() -> !visitor.isAlive());
        server.start();

        // What the log held is counted; who came in the last moments may be missing.
        assertThat(clicks(server, path)).isGreaterThan(before).isLessThanOrEqualTo(visits.get());
        visits.set(clicks(server, path));
      }
    }
  }

  private static long clicks(PlazaServer server, String path) {
    return server.http().get(path + "/stats").json().path("clicks").asLong();
  }

  /// Counts a visit before it is made: one whose answer is lost may be counted.
  private static void visitUntilItDies(Http http, String path, AtomicLong visits) {
    try {
      while (true) {
        visits.incrementAndGet();
        http.get(path);
      }
    } catch (UncheckedIOException e) {
      // It is dead.
    }
  }
}
