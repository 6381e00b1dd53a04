package plaza.core.visit;

import java.time.Duration;
import java.time.Instant;
import plaza.core.link.Code;

/// Which visits a tally counts: those of a place in an hour, or all.
///
/// @param place its key
/// @param hour since 1970 in UTC; [#ALWAYS]: all
public record Slot(String place, long hour) {
  /// No hour.
  public static final long ALWAYS = 0;

  private static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();

  /// Of a link.
  public Slot(Code code, long hour) {
    this(code.text(), hour);
  }

  static Slot always(Place place) {
    return new Slot(place.key(), ALWAYS);
  }

  static Slot of(Visit visit) {
    return new Slot(visit.place().key(), hour(visit.sighting().at()));
  }

  /// The hour that an instant is in.
  public static long hour(Instant at) {
    return Math.floorDiv(at.toEpochMilli(), HOUR_MILLIS);
  }

  /// The first hour that begins at an instant, or behind it.
  static long hourFrom(Instant at) {
    return Math.ceilDiv(at.toEpochMilli(), HOUR_MILLIS);
  }

  /// When the hour begins.
  public Instant begin() {
    return Instant.ofEpochMilli(hour * HOUR_MILLIS);
  }
}
