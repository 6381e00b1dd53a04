package plaza.edge;

import java.time.Duration;
import java.util.function.LongSupplier;

/// Whether several callers make requests at the moment: a caller that is alone may use all of the
/// server, beside others it has limits.
final class Contention {
  /// For how long a caller has others beside it after a request of another one.
  static final Duration LASTS = Duration.ofSeconds(1);

  private final LongSupplier nanoTime;

  /// The caller of the last request.
  private volatile Object last = "";

  /// When it was another one than the caller before.
  private volatile long changed;

  /// @param nanoTime only rises, in nanoseconds
  Contention(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.changed = nanoTime.getAsLong() - LASTS.toNanos();
  }

  /// Notes a request.
  ///
  /// @param caller names the caller: the id of its application, or its address
  void seen(Object caller) {
    if (!last.equals(caller)) {
      if (!last.equals("")) {
        changed = nanoTime.getAsLong();
      }
      last = caller;
    }
  }

  /// Whether there was more than one caller just now.
  boolean present() {
    return nanoTime.getAsLong() - changed < LASTS.toNanos();
  }
}
