package plaza.edge;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import plaza.edge.http.Answer;
import plaza.edge.http.Problem;
import plaza.edge.http.Request;

/// Limits how many reads of one caller are handled at the same time. Further ones of that caller
/// wait for their turn, in order, so that a caller that reads without a pause leaves the processors
/// to the others. Changes are limited by [Pacing]: many of them at once are cheap, since they share
/// a commit.
final class ReadLimiter {
  /// Reads of one caller that are handled at once, for each processor: enough to keep all of them
  /// busy while some reads wait for the store.
  static final int PER_PROCESSOR = 4;

  /// How long a read may wait for its turn: 503 beyond.
  static final Duration TURN_MAX = Duration.ofSeconds(5);

  private static final Set<String> OPERATIONS = Set.of("/health", "/ready", "/metrics");

  private final int atOnce;
  private final Duration turnMax;

  /// The callers that read now.
  private final ConcurrentHashMap<Object, Turns> callers = new ConcurrentHashMap<>();

  ReadLimiter() {
    this(PER_PROCESSOR * Runtime.getRuntime().availableProcessors(), TURN_MAX);
  }

  ReadLimiter(int atOnce, Duration turnMax) {
    this.atOnce = atOnce;
    this.turnMax = turnMax;
  }

  private static final class Turns {
    private final Semaphore free;

    /// Requests that have a turn or wait for one; changed within the map's own lock of the entry.
    private int users;

    private Turns(int atOnce) {
      this.free = new Semaphore(atOnce, true);
    }
  }

  /// Whether a request is a read that takes a turn. A search with `wait=` holds no processor while
  /// it waits, and has a limit of its own; who watches over the server is never kept waiting.
  static boolean limits(Request request) {
    return (request.method().equals("GET") || request.method().equals("HEAD"))
        && !OPERATIONS.contains(request.path())
        && !waits(request);
  }

  /// Without reading the query: whether it can be read is its route's matter.
  private static boolean waits(Request request) {
    return request.path().endsWith("/search")
        && (request.query().startsWith("wait=") || request.query().contains("&wait="));
  }

  /// Handles a read when its caller has a turn.
  ///
  /// @param caller names the caller: the id of its application, or its address
  /// @throws Problem.Refusal 503: no turn within [#TURN_MAX]
  Answer handle(Object caller, Supplier<Answer> read) {
    var turns = enter(caller);
    try {
      if (!turns.free.tryAcquire(turnMax.toMillis(), TimeUnit.MILLISECONDS)) {
        throw Problem.of(
                503, "Service unavailable", "Too many reads of this caller are under way already")
            .with("Retry-After", "1")
            .refuse();
      }
      try {
        return read.get();
      } finally {
        turns.free.release();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Problem.of(503, "Service unavailable", "The server is stopping")
          .with("Retry-After", "1")
          .refuse();
    } finally {
      leave(caller);
    }
  }

  private Turns enter(Object caller) {
    return callers.compute(caller, (_, known) -> {
      var turns = known == null ? new Turns(atOnce) : known;
      turns.users++;
      return turns;
    });
  }

  /// A caller without a request is not remembered.
  private void leave(Object caller) {
    callers.computeIfPresent(caller, (_, turns) -> --turns.users == 0 ? null : turns);
  }

  /// How many callers are remembered.
  int callers() {
    return callers.size();
  }
}
