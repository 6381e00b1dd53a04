package plaza.launcher.process;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Waits for something that says nothing when it comes.
public final class Waiting {
  private static final Duration BETWEEN = Duration.ofMillis(50);

  private Waiting() {}

  /// Whether a condition holds before the time is over; asked about every 50 ms.
  ///
  /// @throws LaunchException if the thread is interrupted
  public static boolean until(Duration atMost, BooleanSupplier condition) {
    var end = System.nanoTime() + atMost.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        return false;
      }
      if (Thread.interrupted()) {
        throw new LaunchException("interrupted");
      }
      LockSupport.parkNanos(BETWEEN.toNanos());
    }
    return true;
  }
}
