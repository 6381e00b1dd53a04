package plaza.edge;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import plaza.edge.http.Answer;
import plaza.edge.http.Exchange;
import plaza.edge.http.Problem;
import plaza.edge.http.Request;

/// Limits how many reads of one caller are handled at the same time. Further ones of that caller
/// wait for their turn, in order, so that a caller that reads without a pause leaves the processors
/// to the others. A caller that is alone may use all processors; beside others, reads that are
/// computed in this process leave one processor free. [RequestRates] limits
/// changes: many of them at once are cheap, since they share a commit.
final class ReadLimiter {
  /// Reads of one caller that are handled at once, for each processor: enough to keep all of them
  /// busy while some reads wait for the store.
  static final int PER_PROCESSOR = 4;

  /// How long a read may wait for its turn: 503 beyond.
  static final Duration TURN_MAX = Duration.ofSeconds(5);

  /// The end of the paths of bulk changes.
  private static final String BULK = "/bulk";

  /// How many reads of one caller are handled at once.
  ///
  /// @param alone while no other caller makes requests
  /// @param beside while others do
  record AtOnce(int alone, int beside) {
    /// @param local whether reads are computed in this process, and do not wait for other machines
    static AtOnce of(boolean local, int processors) {
      var all = PER_PROCESSOR * processors;
      return new AtOnce(all, local ? Math.max(1, processors - 1) : all);
    }
  }

  private final AtOnce atOnce;
  private final Duration turnMax;
  private final Contention contention;

  /// The callers that read now.
  private final ConcurrentHashMap<Object, Turns> callers = new ConcurrentHashMap<>();

  ReadLimiter(boolean local) {
    this(AtOnce.of(local, Runtime.getRuntime().availableProcessors()), TURN_MAX, System::nanoTime);
  }

  ReadLimiter(AtOnce atOnce, Duration turnMax, LongSupplier nanoTime) {
    this.atOnce = atOnce;
    this.turnMax = turnMax;
    this.contention = new Contention(nanoTime);
  }

  /// The turns of one caller.
  private final class Turns {
    private final Queue<CountDownLatch> waiting = new ArrayDeque<>();
    private int running;

    /// Requests that have a turn or wait for one; changed within the map's own lock of the entry.
    private int users;

    /// Waits for a turn; whether there was one in time.
    boolean await() throws InterruptedException {
      var turn = new CountDownLatch(1);
      synchronized (this) {
        waiting.add(turn);
        grant();
      }
      try {
        if (turn.await(turnMax.toNanos(), TimeUnit.NANOSECONDS)) {
          return true;
        }
      } catch (InterruptedException e) {
        if (!cancel(turn)) {
          end();
        }
        throw e;
      }
      return !cancel(turn);
    }

    /// Whether the turn was not granted before.
    private synchronized boolean cancel(CountDownLatch turn) {
      return waiting.remove(turn);
    }

    synchronized void end() {
      running--;
      grant();
    }

    private void grant() {
      while (running < most() && !waiting.isEmpty()) {
        running++;
        waiting.remove().countDown();
      }
    }
  }

  private int most() {
    return contention.present() ? atOnce.beside() : atOnce.alone();
  }

  /// Notes that a caller makes requests, of any kind. To be called with each of them.
  void seen(Object caller, Request request) {
    if (!RequestPipeline.OPERATIONS.contains(request.path())) {
      contention.seen(caller);
    }
  }

  /// Whether a request takes a turn: reads, and changes of many things at once. What
  /// operators ask for never waits.
  static boolean limits(Request request) {
    return (request.method().equals("GET")
            || request.method().equals("HEAD")
            || request.path().endsWith(BULK))
        && !RequestPipeline.OPERATIONS.contains(request.path());
  }

  /// Handles a read when its caller has a turn.
  ///
  /// @param caller names the caller: the id of its application, or its address
  /// @throws Problem.Refusal 503: no turn within [#TURN_MAX]
  Answer handle(Object caller, Function<Exchange.Turn, Answer> read) {
    var turns = enter(caller);
    var turn = new Turn(turns);
    try {
      turn.begin();
      return read.apply(turn);
    } finally {
      turn.end();
      leave(caller);
    }
  }

  /// The turn of one read, on its thread.
  private static final class Turn implements Exchange.Turn {
    private final Turns turns;
    private boolean has;

    Turn(Turns turns) {
      this.turns = turns;
    }

    void begin() {
      try {
        has = turns.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw Problem.of(503, "Service unavailable", "The server is stopping")
            .with("Retry-After", "1")
            .refuse();
      }
      if (!has) {
        throw Problem.of(
                503, "Service unavailable", "Too many reads of this caller are in progress")
            .with("Retry-After", "1")
            .refuse();
      }
    }

    void end() {
      if (has) {
        has = false;
        turns.end();
      }
    }

    @Override
    public void leaveWhile(Runnable waiting) {
      end();
      waiting.run();
      begin();
    }
  }

  private Turns enter(Object caller) {
    return callers.compute(caller, (_, known) -> {
      var turns = known == null ? new Turns() : known;
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
