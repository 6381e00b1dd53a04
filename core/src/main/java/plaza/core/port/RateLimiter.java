package plaza.core.port;

import java.time.Duration;

/// Token buckets that limit the rate of a caller. Disposable memory: forgetting a bucket fills
/// it.
///
/// - Atomicity: two callers never get the same token.
/// - Arithmetic is in integers, so that no rounding adds or loses tokens over time.
/// - Limit: buckets that are full are forgotten; their number is bounded.
public interface RateLimiter {
  /// @param perSecond how many tokens come back in a second, at least 1
  /// @param burst how many a bucket holds, at least 1
  record Rate(int perSecond, int burst) {
    public Rate {
      if (perSecond < 1 || burst < 1) {
        throw new IllegalArgumentException(
            "a rate is at least 1 a second, was " + perSecond + " with bursts of " + burst);
      }
    }
  }

  sealed interface Taken {
    /// @param left tokens that are left in the bucket
    record Granted(int left) implements Taken {}

    /// @param retryAfter when the tokens will be there
    record TooFast(Duration retryAfter) implements Taken {}
  }

  /// Takes `tokens` (at least 1) from the bucket `name`. More than the burst are granted only
  /// from a full bucket, which then owes the rest.
  Taken take(String name, Rate rate, int tokens);
}
