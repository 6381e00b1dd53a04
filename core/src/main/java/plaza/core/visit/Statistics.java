package plaza.core.visit;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import plaza.core.link.Code;

/// The statistics of a link in a period. They are counted by hours of UTC, so it is hours that
/// are in a period, and in a day: those that begin in it. In a time zone that is half an hour
/// off, a day's first half hour therefore counts to the day before.
///
/// @param byDay days without any visit are left out
public record Statistics(VisitStats total, SortedMap<LocalDate, VisitorCount> byDay) {
  /// @param zone whose days are meant
  static Statistics of(VisitStore store, Code code, Period period, ZoneId zone) {
    var from = Math.max(TimeBucket.ALWAYS + 1, TimeBucket.hourFrom(period.from()));
    var to = TimeBucket.hourFrom(period.to());
    var isUtc = isUtc(zone);
    if (period.isAlways() && !isUtc) {
      return new Statistics(store.total(code), ofHours(store, code, from, to, zone));
    }
    var slots = slots(store, code, from, to);
    return new Statistics(
        period.isAlways() ? store.total(code) : sum(slots),
        isUtc ? ofSlots(slots) : ofHours(store, code, from, to, zone));
  }

  private static boolean isUtc(ZoneId zone) {
    var rules = zone.getRules();
    return rules.isFixedOffset() && rules.getOffset(Instant.EPOCH).equals(ZoneOffset.UTC);
  }

  /// The days that are within these hours, and the hours at both ends that no such day has.
  private static List<VisitStore.Counted> slots(VisitStore store, Code code, long from, long to) {
    var firstDay = Math.ceilDiv(from, TimeBucket.HOURS);
    var lastDay = Math.floorDiv(to, TimeBucket.HOURS);
    if (firstDay >= lastDay) {
      return store.tallies(code, from, to);
    }
    var days = store.tallies(code, TimeBucket.ofDay(lastDay) + 1, TimeBucket.ofDay(firstDay) + 1);
    return Stream.of(
            store.tallies(code, from, firstDay * TimeBucket.HOURS),
            days,
            store.tallies(code, lastDay * TimeBucket.HOURS, to))
        .flatMap(List::stream)
        .toList();
  }

  private static VisitStats sum(List<VisitStore.Counted> slots) {
    var sum = new VisitStats();
    slots.forEach(slot -> sum.add(slot.tally()));
    return sum;
  }

  private static SortedMap<LocalDate, VisitorCount> ofSlots(List<VisitStore.Counted> slots) {
    var days = new TreeMap<LocalDate, VisitorCount>();
    slots.forEach(slot -> add(days, slot.slot(), ZoneOffset.UTC, slot.tally().visitorCount()));
    return days;
  }

  /// Days that are not UTC's are made of hours.
  private static SortedMap<LocalDate, VisitorCount> ofHours(
      VisitStore store, Code code, long from, long to, ZoneId zone) {
    var days = new TreeMap<LocalDate, VisitorCount>();
    store
        .headcounts(code, from, to)
        .forEach(hour -> add(days, hour.slot(), zone, hour.visitorCount()));
    return days;
  }

  private static void add(
      SortedMap<LocalDate, VisitorCount> days,
      TimeBucket slot,
      ZoneId zone,
      VisitorCount visitorCount) {
    var day = slot.begin().atZone(zone).toLocalDate();
    days.computeIfAbsent(day, _ -> new VisitorCount()).add(visitorCount);
  }
}
