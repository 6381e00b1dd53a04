package plaza.edge;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongSupplier;

/// Delays the requests of a caller that makes very many of them beside others: each is cheap, but
/// together they would take the processors. It refuses nothing.
///
/// It is the generic cell rate algorithm (ITU-T I.371): a time is kept for each caller, which every
/// request moves on by the same step. The times are in a table of fixed size, in which two callers
/// may share one.
final class RequestPacer {
  /// Requests a second of one caller, for each processor.
  private static final int PER_PROCESSOR_AND_SECOND = 5_000;

  /// How many requests may come at once before the first is delayed.
  static final int BURST = 100;

  /// The longest delay: requests of very many connections are no more delayed than this.
  static final Duration DELAY_MAX = Duration.ofMillis(100);

  private static final int TIMES_BITS = 12;
  private static final int TIMES = 1 << TIMES_BITS;

  /// Spreads the hash over the upper bits (Knuth, multiplicative hashing).
  private static final int GOLDEN_RATIO = 0x9E3779B9;

  private final AtomicLongArray times = new AtomicLongArray(TIMES);
  private final Contention contention;
  private final LongSupplier nanoTime;
  private final long step;

  RequestPacer() {
    this(PER_PROCESSOR_AND_SECOND * Runtime.getRuntime().availableProcessors(), System::nanoTime);
  }

  /// @param perSecond how many requests of a caller are not delayed
  /// @param nanoTime only rises, in nanoseconds
  RequestPacer(int perSecond, LongSupplier nanoTime) {
    this.step = TimeUnit.SECONDS.toNanos(1) / perSecond;
    this.contention = new Contention(nanoTime);
    this.nanoTime = nanoTime;
    for (int i = 0; i < TIMES; i++) {
      times.set(i, nanoTime.getAsLong() - BURST * step);
    }
  }

  /// Counts a request, and says how long it waits before it is looked at.
  ///
  /// @param caller names the caller before it is known: its key as it was sent, or its address
  /// @return nanoseconds; 0 for nearly all requests
  long delayNanos(String caller) {
    contention.seen(caller);
    var now = nanoTime.getAsLong();
    var earliest = now - BURST * step;
    var mine = (caller.hashCode() * GOLDEN_RATIO) >>> (Integer.SIZE - TIMES_BITS);
    var time = times.accumulateAndGet(mine, step, (before, by) -> {
      var from = before - earliest < 0 ? earliest : before;
      return from - now > DELAY_MAX.toNanos() ? from : from + by;
    });
    var delay = time - now;
    return delay > 0 && contention.present() ? delay : 0;
  }
}
