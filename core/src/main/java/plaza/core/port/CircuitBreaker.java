package plaza.core.port;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/// A circuit breaker: rejects calls to an engine that hangs. Once a call has got no answer in
/// time the breaker is open: further calls are to fail at once, but for one every `pause`,
/// which tries the engine. An answer closes it.
public final class CircuitBreaker {
  private final long pauseNanos;
  private final LongSupplier nanoTime;
  private final AtomicLong tryAt;
  private volatile boolean open;

  /// @param pause between two calls that try the engine
  /// @param nanoTime only rises, in nanoseconds
  public CircuitBreaker(Duration pause, LongSupplier nanoTime) {
    this.pauseNanos = pause.toNanos();
    this.nanoTime = nanoTime;
    this.tryAt = new AtomicLong(nanoTime.getAsLong());
  }

  /// Whether the last call that ended got no answer.
  public boolean isOpen() {
    return open;
  }

  /// Whether a call may be made now; [#answered] or [#timedOut] is to follow it.
  public boolean admits() {
    if (!open) {
      return true;
    }
    var now = nanoTime.getAsLong();
    var at = tryAt.get();
    return now - at >= 0 && tryAt.compareAndSet(at, now + pauseNanos);
  }

  /// The engine answered, well or not.
  public void answered() {
    open = false;
  }

  /// The engine did not answer in time.
  public void timedOut() {
    tryAt.set(nanoTime.getAsLong() + pauseNanos);
    open = true;
  }
}
