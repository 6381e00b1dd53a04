package plaza.core.pipeline;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The thread that takes turns until they are over.
final class TurnThread {
  /// How long a turn waits for something to do before it looks whether it is over.
  private static final Duration PATIENCE = Duration.ofMillis(100);

  private TurnThread() {}

  /// @param closed ends the pause between two turns, and the thread
  static Thread of(Turns turns, CountDownLatch closed) {
    return Thread.ofPlatform().name(turns.name()).daemon().unstarted(() -> run(turns, closed));
  }

  private static void run(Turns turns, CountDownLatch closed) {
    try {
      while (!turns.over()) {
        var pause = turns.take(PATIENCE);
        if (pause.isPositive() && closed.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
      }
    } catch (InterruptedException e) {
      // It ends.
    }
  }
}
