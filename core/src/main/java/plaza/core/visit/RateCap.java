package plaza.core.visit;

import java.time.Instant;

/// Limits the rate per second.
final class RateCap {
  private final int perSecond;
  private long second;
  private int left;

  RateCap(int perSecond) {
    this.perSecond = perSecond;
  }

  /// Whether there is room for one more in this second.
  synchronized boolean admits(Instant now) {
    if (now.getEpochSecond() != second) {
      second = now.getEpochSecond();
      left = perSecond;
    }
    if (left == 0) {
      return false;
    }
    left--;
    return true;
  }
}
