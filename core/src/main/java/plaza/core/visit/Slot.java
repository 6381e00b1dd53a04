package plaza.core.visit;

import java.time.Duration;
import java.time.Instant;
import plaza.core.link.Code;

/// Which visits a tally counts: those of a link in an hour, or all.
///
/// @param hour since 1970 in UTC; [#ALWAYS]: all
public record Slot(Code code, long hour) {
  /// No hour.
  public static final long ALWAYS = 0;

  private static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();

  static Slot always(Code code) {
    return new Slot(code, ALWAYS);
  }

  static Slot of(Visit visit) {
    return new Slot(visit.code(), hour(visit.at()));
  }

  /// The hour that an instant is in.
  public static long hour(Instant at) {
    return Math.floorDiv(at.toEpochMilli(), HOUR_MILLIS);
  }

  /// When the hour begins.
  public Instant begin() {
    return Instant.ofEpochMilli(hour * HOUR_MILLIS);
  }
}
