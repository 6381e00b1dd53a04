package plaza.core.visit;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import plaza.core.link.Code;

/// A link's visits in some time, counted. They are counted by hours of UTC, so it is hours that are
/// in a period, and in a day: those that begin in it. In a time zone that is half an hour off, a
/// day's first half hour therefore counts to the day before.
///
/// @param byDay days without any visit are left out
public record Statistics(Tally total, SortedMap<LocalDate, Tally> byDay) {
  /// @param zone whose days are meant
  static Statistics of(VisitStore store, Code code, Period period, ZoneId zone) {
    var from = Math.max(Slot.ALWAYS + 1, Slot.hourFrom(period.from()));
    var hours = store.hours(code, from, Slot.hourFrom(period.to()));
    var total = period.isAlways() ? store.total(code) : sum(hours);
    return new Statistics(total, byDay(hours, zone));
  }

  private static Tally sum(List<VisitStore.Hour> hours) {
    var sum = new Tally();
    hours.forEach(hour -> sum.add(hour.tally()));
    return sum;
  }

  private static SortedMap<LocalDate, Tally> byDay(List<VisitStore.Hour> hours, ZoneId zone) {
    var days = new TreeMap<LocalDate, Tally>();
    for (var hour : hours) {
      days.computeIfAbsent(hour.slot().begin().atZone(zone).toLocalDate(), _ -> new Tally())
          .add(hour.tally());
    }
    return days;
  }
}
