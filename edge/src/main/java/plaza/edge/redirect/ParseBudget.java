package plaza.edge.redirect;

import java.time.Duration;
import java.time.Instant;

/// How many user agents that were not seen before are parsed: so many a second, and so many at once
/// after a time without. Not thread-safe.
final class ParseBudget {
  /// The most in a second, on average. At 5 ms each, half of a processor.
  static final int PER_SECOND = 100;

  /// The most at once: a server that was started meets the browsers of the whole world.
  static final int AT_ONCE = 500;

  private static final long NANOS_EACH = Duration.ofSeconds(1).toNanos() / PER_SECOND;

  /// When the last one that was admitted is paid for.
  private Instant paid = Instant.EPOCH;

  /// Whether one more may be parsed.
  boolean admits(Instant now) {
    var credit = now.minusNanos(AT_ONCE * NANOS_EACH);
    var from = paid.isBefore(credit) ? credit : paid;
    // A clock that was set back owes nothing.
    if (from.isAfter(now.plusNanos(AT_ONCE * NANOS_EACH))) {
      from = credit;
    }
    var next = from.plusNanos(NANOS_EACH);
    if (next.isAfter(now)) {
      return false;
    }
    paid = next;
    return true;
  }
}
