package plaza.core.visit;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import plaza.core.link.Code;

/// The scope of one row of statistics: a target in an hour, a day, or in total.
///
/// @param place its key
/// @param number of hours since 1970 in UTC; [#ALWAYS]: all; negative: a day, see [#ofDay]
public record TimeBucket(String place, long number) {
  /// No hour, and no day.
  public static final long ALWAYS = 0;

  /// Of a day in UTC.
  static final long HOURS = 24;

  private static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();

  /// Of a link.
  public TimeBucket(Code code, long number) {
    this(code.text(), number);
  }

  static TimeBucket always(VisitTarget place) {
    return new TimeBucket(place.key(), ALWAYS);
  }

  /// All slots that a visit is counted in.
  static List<TimeBucket> of(Visit visit) {
    var place = visit.place().key();
    var hour = Math.floorDiv(visit.sighting().at().toEpochMilli(), HOUR_MILLIS);
    return List.of(
        new TimeBucket(place, hour),
        new TimeBucket(place, ofDay(Math.floorDiv(hour, HOURS))),
        new TimeBucket(place, ALWAYS));
  }

  /// The number that stands for a day.
  ///
  /// @param day since 1970 in UTC
  public static long ofDay(long day) {
    return -1 - day;
  }

  /// The first hour that begins at an instant, or behind it.
  static long hourFrom(Instant at) {
    return Math.ceilDiv(at.toEpochMilli(), HOUR_MILLIS);
  }

  /// When the hour or the day begins.
  Instant begin() {
    var hour = number < ALWAYS ? ofDay(number) * HOURS : number;
    return Instant.ofEpochMilli(hour * HOUR_MILLIS);
  }
}
