package plaza.server;

import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import plaza.core.pipeline.RepeatedTask;
import plaza.core.pipeline.Worker;
import plaza.core.port.LogException;
import plaza.core.port.StoreException;

/// Probes engines every second, each on its own thread, so that readers of the result never
/// wait: an engine that hangs is reported as such.
final class Watch implements AutoCloseable {
  private static final Duration EVERY = Duration.ofSeconds(1);

  private final LongSupplier nanoTime;
  private final List<Engine> engines;
  private volatile boolean closed;

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
  final class Engine implements RepeatedTask {
    private final Asked asked;
    private final Worker worker;
    private volatile String said = "";
    private volatile long askedAt;
    private volatile boolean waiting;
    private volatile double lastSeconds;

    private Engine(Asked asked) {
      this.asked = asked;
      this.askedAt = nanoTime.getAsLong();
      this.worker = Worker.virtual(this);
    }

    @Override
    public String name() {
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

    @Override
    public Duration take(Duration patience) {
      askedAt = nanoTime.getAsLong();
      waiting = true;
      try {
        said = ask();
      } finally {
        waiting = false;
      }
      lastSeconds = (nanoTime.getAsLong() - askedAt) / 1e9;
      return EVERY;
    }

    @Override
    public boolean over() {
      return closed;
    }

    private String ask() {
      try {
        asked.question().ask();
        return "";
      } catch (LogException | StoreException e) {
        return String.valueOf(e.getMessage());
      } catch (RuntimeException e) {
        return asked.name() + ": " + e.getMessage();
      } catch (Error e) {
        Worker.report(e);
        return asked.name() + ": " + e;
      }
    }
  }

  void start() {
    engines.forEach(engine -> engine.worker.start());
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

  /// A running probe ends on its own.
  @Override
  public void close() {
    closed = true;
    engines.forEach(engine -> engine.worker.end());
  }
}
