package plaza.core.visit;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import plaza.core.event.Event;
import plaza.core.pipeline.Feature;
import plaza.core.pipeline.Outcome;
import plaza.core.pipeline.Positions;

/// One batch's visits in one partition.
final class ApplyingVisits implements Feature.Work {
  private final VisitStore.Rows rows;
  private final Map<Slot, Tally> read;
  private final Map<Slot, Tally> changed = new LinkedHashMap<>();
  private final Map<Long, Long> counted;
  private final Map<Long, Long> moved = new HashMap<>();

  ApplyingVisits(VisitStore.Rows rows, List<Event> events) {
    this.rows = rows;
    var slots = new HashSet<Slot>();
    var sources = new HashSet<Long>();
    for (var event : events) {
      switch ((VisitChange) event.change()) {
        case VisitChange.VisitsGathered c -> {
          sources.add(c.source());
          c.visits().forEach(visit -> {
            slots.add(Slot.of(visit));
            slots.add(Slot.always(visit.code()));
          });
        }
        case VisitChange.VisitWanted c -> {
          slots.add(Slot.of(c.visit()));
          slots.add(Slot.always(c.visit().code()));
        }
      }
    }
    this.read = rows.tallies(slots);
    this.counted = sources.isEmpty() ? Map.of() : rows.counted(sources);
  }

  @Override
  public Outcome apply(Event event, Positions positions) {
    return switch ((VisitChange) event.change()) {
      case VisitChange.VisitsGathered c -> gathered(c, positions);
      case VisitChange.VisitWanted c -> wanted(c, positions);
    };
  }

  /// A group that was handed in twice is counted once.
  private Outcome gathered(VisitChange.VisitsGathered c, Positions positions) {
    var last = moved.getOrDefault(c.source(), counted.getOrDefault(c.source(), 0L));
    if (c.count() <= last) {
      return new Outcome.Repeat(0, 0);
    }
    moved.put(c.source(), c.count());
    c.visits().forEach(this::count);
    return new Outcome.Done(0, 0, positions.next());
  }

  private Outcome wanted(VisitChange.VisitWanted c, Positions positions) {
    if (tally(Slot.always(c.visit().code())).visits() >= c.visitsMax()) {
      return new Outcome.LimitReached();
    }
    count(c.visit());
    return new Outcome.Done(0, 0, positions.next());
  }

  private void count(Visit visit) {
    for (var slot : List.of(Slot.of(visit), Slot.always(visit.code()))) {
      changed.computeIfAbsent(slot, this::tally).add(visit);
    }
  }

  private Tally tally(Slot slot) {
    var known = changed.get(slot);
    return known != null ? known : read.getOrDefault(slot, new Tally());
  }

  @Override
  public void flush() {
    rows.putTallies(changed);
    rows.setCounted(moved);
  }
}
