package plaza.core.pipeline;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// A thread that follows what is committed: it takes a step when a batch is announced, and at
/// least every so often, for an announcement may be lost. A step that fails is taken again, with
/// back-off.
public final class Follower implements Receiver, Turns, AutoCloseable {
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

  @Override
  public String name() {
    return thread.getName();
  }

  /// What the last step failed with; empty when it did not.
  public String trouble() {
    return trouble;
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
      trouble = name() + ": " + e.getMessage();
      var pause = backOff;
      var longer = backOff.multipliedBy(2);
      backOff = longer.compareTo(BACK_OFF_MAX) < 0 ? longer : BACK_OFF_MAX;
      return pause;
    }
  }

  @Override
  public boolean over() {
    return closing;
  }

  /// As [TurnThread], but for an announcement, which ends the pause, unless that is for trouble:
  /// there are announcements all the time, and a step that fails would be taken without a pause.
  private void run() {
    try {
      while (!over()) {
        var pause = take(Duration.ZERO);
        if (!trouble.isEmpty()) {
          var _ = closed.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } else if (announced.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
          announced.drainPermits();
        }
      }
    } catch (InterruptedException e) {
      closing = true;
    }
  }

  /// Lets the step under way end.
  @Override
  public void close() {
    closing = true;
    closed.countDown();
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
