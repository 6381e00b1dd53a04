package plaza.server;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import plaza.core.port.LogException;
import plaza.core.port.StoreException;

/// Asks engines every second whether they answer, each on a thread of its own, so that whoever
/// wants to know waits for none: one that hangs is told as such.
final class Watch implements AutoCloseable {
  private static final Duration EVERY = Duration.ofSeconds(1);

  private final LongSupplier nanoTime;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final List<Engine> engines;

  /// Asks an engine; fails when it does not answer as it should.
  @FunctionalInterface
  interface Question {
    void ask();
  }

  /// @param name as `/ready` calls it
  /// @param answerMax an engine that has not answered for so long counts as away
  record Asked(String name, Question question, Duration answerMax) {}

  Watch(List<Asked> asked, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.engines = asked.stream().map(Engine::new).toList();
  }

  /// What is known of one engine.
  final class Engine {
    private final Asked asked;
    private volatile String said = "";
    private volatile long askedAt;
    private volatile boolean waiting;
    private volatile double lastSeconds;

    private Engine(Asked asked) {
      this.asked = asked;
      this.askedAt = nanoTime.getAsLong();
    }

    String name() {
      return asked.name();
    }

    /// What is wrong; empty when nothing is.
    String trouble() {
      var waited = Duration.ofNanos(nanoTime.getAsLong() - askedAt);
      return waiting && waited.compareTo(asked.answerMax()) > 0
          ? asked.name() + ": has not answered for " + waited.toSeconds() + " s"
          : said;
    }

    /// How long the last answer took.
    double lastSeconds() {
      return lastSeconds;
    }

    private void run() {
      do {
        askedAt = nanoTime.getAsLong();
        waiting = true;
        said = ask();
        waiting = false;
        lastSeconds = (nanoTime.getAsLong() - askedAt) / 1e9;
      } while (!pause());
    }

    private String ask() {
      try {
        asked.question().ask();
        return "";
      } catch (LogException | StoreException e) {
        return String.valueOf(e.getMessage());
      } catch (RuntimeException e) {
        return asked.name() + ": " + e.getMessage();
      }
    }
  }

  /// Whether it was closed meanwhile.
  private boolean pause() {
    try {
      return closed.await(EVERY.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      return true;
    }
  }

  void start() {
    engines.forEach(engine -> Thread.ofVirtual().name("watch-" + engine.name()).start(engine::run));
  }

  List<Engine> engines() {
    return engines;
  }

  /// Whether an engine is well; one that is not asked is.
  boolean isWell(String name) {
    return engines.stream()
        .filter(engine -> engine.name().equals(name))
        .allMatch(engine -> engine.trouble().isEmpty());
  }

  /// A question under way ends by itself.
  @Override
  public void close() {
    closed.countDown();
  }
}
