package plaza.edge.redirect;

import java.time.Duration;
import java.util.function.LongSupplier;

/// How much time is spent on user agents that were not seen before: a share of one processor, and
/// more at once after a time without. Measured, so that it holds on a slow machine and for texts
/// that cost more than others. Not thread-safe.
final class ParseBudget {
  /// The share of a processor, on average: one part of so many.
  static final int PARTS = 4;

  /// The most at once: a server that was started meets the browsers of the whole world. Visits wait
  /// in memory meanwhile.
  static final Duration AT_ONCE = Duration.ofMillis(500);

  private static final long SAVED_NANOS = AT_ONCE.toNanos() * PARTS;

  private final LongSupplier nanoTime;

  /// When all that was spent is paid for, as [#nanoTime] has it.
  private long paidAt;

  /// @param nanoTime goes on evenly, whatever becomes of the clock
  ParseBudget(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.paidAt = nanoTime.getAsLong() - SAVED_NANOS;
  }

  /// Whether one more may be parsed.
  boolean admits() {
    return paidAt - nanoTime.getAsLong() <= 0;
  }

  /// Does the work, and counts its time.
  void run(Runnable work) {
    var began = nanoTime.getAsLong();
    work.run();
    var ended = nanoTime.getAsLong();
    var saved = Math.max(paidAt, ended - SAVED_NANOS);
    paidAt = saved + (ended - began) * PARTS;
  }
}
