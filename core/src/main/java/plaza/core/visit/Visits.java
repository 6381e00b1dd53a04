package plaza.core.visit;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import plaza.core.link.Code;

/// What was counted of a link, for its owner.
public final class Visits {
  private final VisitStore store;

  public Visits(VisitStore store) {
    this.store = store;
  }

  /// All visits of a link.
  public Tally total(Code code) {
    return store.total(code);
  }

  /// All visits of a link by day, in this time zone; days without any are left out.
  public Map<LocalDate, Tally> byDay(Code code, ZoneId zone) {
    var days = new TreeMap<LocalDate, Tally>();
    for (var hour : hours(code)) {
      days.computeIfAbsent(hour.slot().begin().atZone(zone).toLocalDate(), _ -> new Tally())
          .add(hour.tally());
    }
    return days;
  }

  private List<VisitStore.Hour> hours(Code code) {
    return store.hours(code, Slot.ALWAYS + 1, Long.MAX_VALUE);
  }
}
