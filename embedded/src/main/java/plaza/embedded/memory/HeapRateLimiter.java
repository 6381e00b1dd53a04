package plaza.embedded.memory;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import plaza.core.port.RateLimiter;

/// Token buckets on the heap. A bucket is one number: the time at which it will be full again, in
/// nanoseconds (the generic cell rate algorithm, ITU-T I.371). A bucket whose time has come is
/// full, and need not be remembered.
public final class HeapRateLimiter implements RateLimiter {
  /// Buckets that are remembered; beyond it the full ones are forgotten, and if none is, all of
  /// them.
  private static final int BUCKETS_MAX = 100_000;

  private static final long SECOND = 1_000_000_000;

  private final LongSupplier nanoTime;
  private final ConcurrentHashMap<String, Long> fullAt = new ConcurrentHashMap<>();

  public HeapRateLimiter(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  @Override
  public Taken take(String name, Rate rate, int tokens) {
    if (tokens < 1) {
      throw new IllegalArgumentException("at least one token is taken, was " + tokens);
    }
    forgetWhenMany();
    var now = nanoTime.getAsLong();
    var taken = new Taken[1];
    fullAt.compute(name, (_, known) -> {
      var full = known == null || known - now < 0 ? now : known;
      var granted = grant(full - now, rate, tokens);
      taken[0] = granted;
      return granted instanceof Taken.Granted ? Long.valueOf(full + cost(rate, tokens)) : known;
    });
    return taken[0];
  }

  /// @param owed the nanoseconds until the bucket is full
  private static Taken grant(long owed, Rate rate, int tokens) {
    // More than a bucket holds are granted from a full one, which then owes the rest.
    var allowed = cost(rate, rate.burst()) - cost(rate, Math.min(tokens, rate.burst()));
    if (owed > allowed) {
      return new Taken.TooFast(Duration.ofNanos(owed - allowed));
    }
    var left = (cost(rate, rate.burst()) - owed - cost(rate, tokens)) * rate.perSecond() / SECOND;
    return new Taken.Granted((int) Math.max(0, left));
  }

  /// What these tokens cost in nanoseconds, rounded up.
  private static long cost(Rate rate, int tokens) {
    return Math.ceilDiv(tokens * SECOND, rate.perSecond());
  }

  private void forgetWhenMany() {
    if (fullAt.size() > BUCKETS_MAX) {
      var now = nanoTime.getAsLong();
      fullAt.values().removeIf(full -> full - now <= 0);
      if (fullAt.size() > BUCKETS_MAX) {
        fullAt.clear();
      }
    }
  }
}
