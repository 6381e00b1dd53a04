package plaza.bench.hostile;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// What an app like any other asks of the server: sends, pages of history, searches, redirects,
/// at a steady rate whatever the answers do, and regular checks of the server's health.
final class NormalLoad {
  private static final int CALLS_PER_SECOND = 100;

  /// Of so many calls one asks for the server's health.
  private static final int HEALTH_EVERY = 10;

  private static final Duration ANSWER_MAX = Duration.ofSeconds(30);
  private static final int OPEN_MAX = 10_000;

  private final HttpClient client = HttpClient.newBuilder()
      .version(HttpClient.Version.HTTP_1_1)
      .followRedirects(HttpClient.Redirect.NEVER)
      .connectTimeout(ANSWER_MAX)
      .build();
  private final Site site;

  /// @param site of the app; its own, not that of the hostile callers
  NormalLoad(Site site) {
    this.site = site;
  }

  /// What a call is.
  enum Kind {
    SEND("sends"),
    READ("reads"),
    SEARCH("searches"),
    REDIRECT("redirects"),
    HEALTH("/health");

    private final String title;

    Kind(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }
  }

  /// What was noticed, of each kind of call, and of all but `/health`.
  record Noticed(Map<Kind, Latencies> kinds, Latencies calls) {
    Noticed() {
      this(new EnumMap<>(Kind.class), new Latencies());
      for (var kind : Kind.values()) {
        kinds.put(kind, new Latencies());
      }
    }

    Latencies of(Kind kind) {
      return kinds.getOrDefault(kind, calls);
    }

    private void add(Kind kind, long tookNanos, boolean ok) {
      of(kind).add(tookNanos, ok);
      if (kind != Kind.HEALTH) {
        calls.add(tookNanos, ok);
      }
    }
  }

  /// Calls for this time, and waits for the last answer.
  Noticed run(Duration time) throws InterruptedException {
    var noticed = new Noticed();
    var open = new Semaphore(OPEN_MAX);
    var began = System.nanoTime();
    var calls = time.toSeconds() * CALLS_PER_SECOND;
    for (long i = 0; i < calls; i++) {
      var due = began + i * TimeUnit.SECONDS.toNanos(1) / CALLS_PER_SECOND;
      LockSupport.parkNanos(due - System.nanoTime());
      open.acquire();
      call(noticed, i, due, open);
    }
    open.acquire(OPEN_MAX);
    return noticed;
  }

  private void call(Noticed noticed, long turn, long due, Semaphore open) {
    var health = turn % HEALTH_EVERY == HEALTH_EVERY - 1;
    var request = health ? get(Kind.HEALTH, "/health", 200) : next(turn);
    var _ = client
        .sendAsync(request.http(), HttpResponse.BodyHandlers.discarding())
        .whenComplete((answer, failure) -> {
          var ok = failure == null && answer.statusCode() == request.status();
          noticed.add(request.kind(), System.nanoTime() - due, ok);
          open.release();
        });
  }

  /// @param status that is expected
  private record Call(Kind kind, HttpRequest http, int status) {}

  private Call next(long turn) {
    return switch ((int) (turn % 9)) {
      case 0, 1, 2, 3 -> send("what is said in a chat is about so long, " + turn);
      case 4, 5 -> get(Kind.READ, site.quiet() + "/messages?limit=50", 200);
      case 6 -> get(Kind.SEARCH, site.quiet() + "/messages/search?q=said", 200);
      default -> get(Kind.REDIRECT, "/" + site.code(), 302);
    };
  }

  private Call send(String body) {
    var request = request(site.quiet() + "/messages")
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString("{\"body\":\"" + body + "\"}"));
    return new Call(Kind.SEND, request.build(), 201);
  }

  private Call get(Kind kind, String path, int status) {
    return new Call(kind, request(path).build(), status);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(site.url() + path))
        .timeout(ANSWER_MAX)
        .header("Authorization", "Bearer " + site.key());
  }
}
