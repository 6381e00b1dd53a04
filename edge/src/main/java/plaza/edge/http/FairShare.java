package plaza.edge.http;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// A quantity that callers hold parts of, each at most [#FREE_FACTOR] times what is free (a dynamic
/// threshold, as switches share their buffers). One greedy caller gets two thirds of all, two get
/// two fifths each in the long run, and so on: a part is left for the next caller.
public final class FairShare {
  /// How often a caller may hold what stays free.
  private static final int FREE_FACTOR = 2;

  private final long max;
  private final AtomicLong held = new AtomicLong();
  private final ConcurrentHashMap<String, Long> byCaller = new ConcurrentHashMap<>();

  /// @param max how much there is in all
  public FairShare(long max) {
    this.max = max;
  }

  /// How much all callers hold.
  public long held() {
    return held.get();
  }

  /// Takes `amount` for a caller, unless it would hold more than its share. Calls that come at the
  /// same moment may pass it by what they take.
  public boolean take(String caller, long amount) {
    if (!fits(caller, amount)) {
      return false;
    }
    add(caller, amount);
    return true;
  }

  /// Whether [#take] would take it now.
  boolean fits(String caller, long amount) {
    var free = max - held.get() - amount;
    return byCaller.getOrDefault(caller, 0L) + amount <= FREE_FACTOR * free;
  }

  /// Takes `amount`, or gives it back when it is negative, whatever the caller's share is.
  public void add(String caller, long amount) {
    if (amount != 0) {
      held.addAndGet(amount);
      byCaller.merge(caller, amount, FairShare::sum);
    }
  }

  private static @org.jspecify.annotations.Nullable Long sum(Long a, Long b) {
    var sum = a + b;
    return sum == 0 ? null : sum;
  }
}
