package plaza.core.pipeline;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// A thread that follows commits: it runs a step when a batch is announced, and at least once
/// per interval, because an announcement may be lost. A step that fails is taken again, with
/// back-off.
public final class Follower implements Receiver, RepeatedTask, Supervised, AutoCloseable {
  private static final Duration BACK_OFF = Duration.ofMillis(50);
  private static final Duration BACK_OFF_MAX = Duration.ofSeconds(5);

  /// What a follower does, again and again.
  @FunctionalInterface
  public interface Step {
    /// Takes a step and says after which time the next one is due if nothing is announced; zero:
    /// at once.
    Duration take() throws InterruptedException;
  }

  private final Step step;
  private final Predicate<Announcement> concerns;
  private final Semaphore announced = new Semaphore(0);
  private final String name;
  private final Worker worker;
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile boolean closing;
  private volatile String trouble = "";
  private Duration backOff = BACK_OFF;

  public Follower(String name, Step step) {
    this(name, step, _ -> true);
  }

  /// @param concerns which batches it looks after at once
  public Follower(String name, Step step, Predicate<Announcement> concerns) {
    this.step = step;
    this.concerns = concerns;
    this.name = name;
    this.worker = Worker.of(new Pausing());
  }

  public void start() {
    worker.start();
  }

  @Override
  public void announced(Announcement announcement) {
    if (concerns.test(announcement)) {
      wake();
    }
  }

  @Override
  public void missed() {
    wake();
  }

  /// Makes the next step due now.
  public void wake() {
    // One permit is enough, however many batches: a step takes all that is there.
    if (announced.availablePermits() == 0) {
      announced.release();
    }
  }

  @Override
  public String name() {
    return name;
  }

  /// What the last step failed with; empty when it did not.
  @Override
  public String trouble() {
    return trouble.isEmpty() ? worker.trouble() : trouble;
  }

  @Override
  public Duration take(Duration patience) {
    try {
      var pause = step.take();
      trouble = "";
      backOff = BACK_OFF;
      return pause;
    } catch (InterruptedException e) {
      closing = true;
      return Duration.ZERO;
    } catch (RuntimeException e) {
      return failed(String.valueOf(e.getMessage()));
    }
  }

  private Duration failed(String why) {
    trouble = name() + ": " + why;
    var pause = backOff;
    var longer = backOff.multipliedBy(2);
    backOff = longer.compareTo(BACK_OFF_MAX) < 0 ? longer : BACK_OFF_MAX;
    return pause;
  }

  @Override
  public boolean over() {
    return closing;
  }

  /// The turns with their pauses. An announcement ends a pause, unless that is for trouble: there
  /// are announcements all the time, and a step that fails would be taken without a pause.
  private final class Pausing implements RepeatedTask {
    @Override
    public String name() {
      return name;
    }

    @Override
    public Duration take(Duration patience) {
      var pause = step();
      try {
        if (!trouble.isEmpty()) {
          var _ = closed.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } else if (announced.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
          announced.drainPermits();
        }
      } catch (InterruptedException e) {
        closing = true;
      }
      return Duration.ZERO;
    }

    private Duration step() {
      try {
        return Follower.this.take(Duration.ZERO);
      } catch (Error e) {
        // Caught here, and not by the worker: its turn ends with the pause.
        Worker.report(e);
        return failed(e.toString());
      }
    }

    @Override
    public boolean over() {
      return closing;
    }
  }

  /// Lets the step under way end.
  @Override
  public void close() {
    closing = true;
    closed.countDown();
    wake();
    worker.close();
  }
}
