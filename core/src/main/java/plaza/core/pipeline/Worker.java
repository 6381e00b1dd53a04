package plaza.core.pipeline;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Owns a thread that repeats a task until it is over. Nothing that a turn throws ends the
/// thread, an [Error] no more than an exception: it is given to the thread's handler of
/// uncaught failures, which logs it, it is kept as [#trouble] for the server's readiness, and
/// the turns go on after a pause. Every thread that lives as long as the server is one of
/// these.
///
/// A JVM that is out of memory is ended by its own flag (`-XX:+ExitOnOutOfMemoryError`); what that
/// flag does not cover, such as a thread that can't be made, is a failure like others here.
public final class Worker implements Supervised, AutoCloseable {
  /// How long a turn waits for something to do before it looks whether it is over.
  private static final Duration PATIENCE = Duration.ofMillis(100);

  /// The pause after the first failure; it doubles up to [#BACK_OFF_MAX].
  private static final Duration BACK_OFF = Duration.ofMillis(50);

  private static final Duration BACK_OFF_MAX = Duration.ofSeconds(5);

  private static final Duration CLOSING_MAX = Duration.ofSeconds(4);

  private final RepeatedTask turns;
  private final Thread thread;
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile String trouble = "";
  private Duration backOff = BACK_OFF;

  private Worker(RepeatedTask turns, Thread.Builder thread) {
    this.turns = turns;
    this.thread = thread.name(turns.name()).unstarted(this::run);
  }

  /// On a platform thread: for work that keeps a processor busy, or that others wait for.
  public static Worker of(RepeatedTask turns) {
    return new Worker(turns, Thread.ofPlatform().daemon());
  }

  /// On a virtual thread: for work that waits most of the time.
  public static Worker virtual(RepeatedTask turns) {
    return new Worker(turns, Thread.ofVirtual());
  }

  public void start() {
    thread.start();
  }

  @Override
  public String name() {
    return turns.name();
  }

  /// What the last turn failed with; empty when it did not.
  @Override
  public String trouble() {
    return trouble;
  }

  private void run() {
    while (!turns.over()) {
      try {
        if (closed.await(turn().toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
      } catch (InterruptedException e) {
        // Workers are not ended by interrupts: they are closed.
        var _ = failed(e);
      }
    }
  }

  /// Takes a turn and says how long to pause behind it.
  private Duration turn() {
    try {
      var pause = turns.take(PATIENCE);
      trouble = "";
      backOff = BACK_OFF;
      return pause;
    } catch (Throwable e) {
      return failed(e);
    }
  }

  private Duration failed(Throwable failure) {
    var pause = backOff;
    var longer = backOff.multipliedBy(2);
    backOff = longer.compareTo(BACK_OFF_MAX) < 0 ? longer : BACK_OFF_MAX;
    try {
      trouble = name() + " failed and is tried again: " + failure;
      report(failure);
    } catch (Throwable e) {
      // Memory may be so short that nothing can be said; the next failure is.
      trouble = "failed";
    }
    return pause;
  }

  /// Passes an otherwise unseen failure to the current thread's handler, which logs it. The
  /// thread goes on.
  public static void report(Throwable failure) {
    var thread = Thread.currentThread();
    thread.getUncaughtExceptionHandler().uncaughtException(thread, failure);
  }

  /// Waits until the turns are over, but no longer than this.
  void join(Duration atMost) throws InterruptedException {
    if (thread.getState() != Thread.State.NEW) {
      thread.join(atMost);
    }
  }

  /// Ends the pause between two turns, and the thread behind the turn under way.
  public void end() {
    closed.countDown();
  }

  /// As [#end], and waits for it, some seconds at most.
  @Override
  public void close() {
    end();
    try {
      join(CLOSING_MAX);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
