package plaza.core.pipeline;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// A thread that follows what is committed: it takes a step when a batch is announced, and at
/// least every so often, for an announcement may be lost. A step that fails is taken again, with
/// back-off.
public final class Follower implements Receiver, AutoCloseable {
  private static final Duration BACK_OFF = Duration.ofMillis(50);
  private static final Duration BACK_OFF_MAX = Duration.ofSeconds(5);
  private static final Duration CLOSING_MAX = Duration.ofSeconds(4);

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
  private final Thread thread;
  private volatile boolean closing;
  private volatile String trouble = "";

  public Follower(String name, Step step) {
    this(name, step, _ -> true);
  }

  /// @param concerns which batches it looks after at once
  public Follower(String name, Step step, Predicate<Announcement> concerns) {
    this.step = step;
    this.concerns = concerns;
    this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
  }

  public void start() {
    thread.start();
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

  public String name() {
    return thread.getName();
  }

  /// What the last step failed with; empty when it did not.
  public String trouble() {
    return trouble;
  }

  private void run() {
    var backOff = BACK_OFF;
    while (!closing) {
      try {
        var pause = step.take();
        trouble = "";
        backOff = BACK_OFF;
        await(pause);
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        trouble = thread.getName() + ": " + e.getMessage();
        backOff = pauseAfterTrouble(backOff);
      }
    }
  }

  private void await(Duration pause) throws InterruptedException {
    if (announced.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
      announced.drainPermits();
    }
  }

  private Duration pauseAfterTrouble(Duration backOff) {
    try {
      await(backOff);
    } catch (InterruptedException e) {
      closing = true;
    }
    var longer = backOff.multipliedBy(2);
    return longer.compareTo(BACK_OFF_MAX) < 0 ? longer : BACK_OFF_MAX;
  }

  /// Lets the step under way end.
  @Override
  public void close() {
    closing = true;
    if (thread.getState() == Thread.State.NEW) {
      return;
    }
    wake();
    try {
      thread.join(CLOSING_MAX);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
