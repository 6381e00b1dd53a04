package plaza.bench.hostile;

import java.util.Arrays;

/// How long calls took, each from the moment at which it was due.
final class Latencies {
  private long[] nanos = new long[1 << 12];
  private int count;
  private int failed;

  /// @param ok whether the answer was what was asked for
  synchronized void add(long tookNanos, boolean ok) {
    if (count == nanos.length) {
      nanos = Arrays.copyOf(nanos, count * 2);
    }
    nanos[count++] = tookNanos;
    failed += ok ? 0 : 1;
  }

  /// @param part of all calls, 0.5 for the median
  /// @return milliseconds; 0 without calls
  synchronized double millis(double part) {
    var sorted = Arrays.copyOf(nanos, count);
    Arrays.sort(sorted);
    return count == 0 ? 0 : sorted[(int) Math.min(count - 1L, (long) (count * part))] / 1e6;
  }

  synchronized int count() {
    return count;
  }

  synchronized int failed() {
    return failed;
  }
}
