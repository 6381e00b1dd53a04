package plaza.core.link;

import java.time.Instant;
import java.util.Optional;

/// The period and the number of visits in which a link redirects.
///
/// @param since not before; [#NEVER]: from the beginning
/// @param until not from then on; [#NEVER]: for ever
/// @param visitsMax how many visits there are at most; 0: any number
public record Validity(Instant since, Instant until, long visitsMax) {
  /// No instant.
  public static final Instant NEVER = Instant.EPOCH;

  /// At any time, as often as anybody likes.
  public static final Validity ALWAYS = new Validity(NEVER, NEVER, 0);

  /// The most that [#visitsMax] may be.
  public static final long VISITS_MAX = 1_000_000_000_000L;

  /// The last instant that may be named: the end of the year 9999, in milliseconds.
  private static final long LAST = 253_402_300_799_999L;

  public Validity {
    if (visitsMax < 0 || visitsMax > VISITS_MAX) {
      throw new IllegalArgumentException(
          "a link has 0 to " + VISITS_MAX + " visits, was " + visitsMax);
    }
  }

  /// What is wrong with an instant; empty when nothing is.
  public static Optional<String> problem(Instant at) {
    return at.toEpochMilli() > 0 && at.toEpochMilli() <= LAST
        ? Optional.empty()
        : Optional.of("must be after 1970 and before 10000");
  }

  /// What is wrong with a number of visits; empty when nothing is.
  public static Optional<String> visitsProblem(long visits) {
    return visits >= 1 && visits <= VISITS_MAX
        ? Optional.empty()
        : Optional.of("must be 1 to " + VISITS_MAX + ", was " + visits);
  }

  /// Whether `now` is within.
  public boolean holds(Instant now) {
    return !now.isBefore(since) && (until.equals(NEVER) || now.isBefore(until));
  }

  /// Whether visits are counted before they are let through.
  public boolean limited() {
    return visitsMax > 0;
  }
}
