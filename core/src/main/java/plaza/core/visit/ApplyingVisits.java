package plaza.core.visit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import plaza.core.event.Event;
import plaza.core.pipeline.Feature;
import plaza.core.pipeline.Outcome;
import plaza.core.pipeline.Positions;

/// Applies one batch's visits in one partition.
final class ApplyingVisits implements Feature.Work {
  private final VisitStore.Rows rows;
  private final Map<TimeBucket, VisitStats> tallies;
  private final Set<TimeBucket> changed = new LinkedHashSet<>();
  private final Map<Long, Counts> totals;
  private final List<VisitGroup> groups = new ArrayList<>();
  private final Set<String> cleared = new HashSet<>();
  private final Map<Long, Long> counted;
  private final Map<Long, Long> moved = new HashMap<>();

  ApplyingVisits(VisitStore.Rows rows, List<Event> events) {
    this.rows = rows;
    var slots = new HashSet<TimeBucket>();
    var owners = new HashSet<Long>();
    var sources = new HashSet<Long>();
    for (var event : events) {
      switch ((VisitChange) event.change()) {
        case VisitChange.VisitsGathered c -> {
          sources.add(c.source());
          c.visits().forEach(visit -> touch(visit, slots, owners));
        }
        case VisitChange.VisitWanted c -> touch(c.visit(), slots, owners);
        case VisitChange.VisitsCleared c -> {
          slots.add(TimeBucket.always(c.place()));
          owners.add(c.place().owner());
        }
      }
    }
    this.tallies = new HashMap<>(rows.tallies(slots));
    this.totals = new HashMap<>(rows.totals(owners));
    this.counted = sources.isEmpty() ? Map.of() : rows.counted(sources);
  }

  private static void touch(Visit visit, Set<TimeBucket> slots, Set<Long> owners) {
    slots.addAll(TimeBucket.of(visit));
    owners.add(visit.place().owner());
  }

  @Override
  public Outcome apply(Event event, Positions positions) {
    return switch ((VisitChange) event.change()) {
      case VisitChange.VisitsGathered c -> gathered(c, positions);
      case VisitChange.VisitWanted c -> wanted(c, positions);
      case VisitChange.VisitsCleared c -> clear(c.place(), positions);
    };
  }

  /// A group that was handed in twice is counted once.
  private Outcome gathered(VisitChange.VisitsGathered c, Positions positions) {
    var last = moved.getOrDefault(c.source(), counted.getOrDefault(c.source(), 0L));
    if (c.count() <= last) {
      return new Outcome.Repeat(0, 0);
    }
    moved.put(c.source(), c.count());
    return new Outcome.Done(0, 0, keep(c.visits(), positions));
  }

  private Outcome wanted(VisitChange.VisitWanted c, Positions positions) {
    if (tally(TimeBucket.always(c.visit().place())).visits() >= c.visitsMax()) {
      return new Outcome.LimitReached();
    }
    return new Outcome.Done(0, 0, keep(List.of(c.visit()), positions));
  }

  /// Counts visits and puts them into groups, each with a position of its own. An event's visits
  /// are never put together with another's: which events are a batch is chance, and positions are
  /// not.
  private long keep(List<Visit> visits, Positions positions) {
    var byPlace = new LinkedHashMap<VisitTarget, List<VisitRecord>>();
    for (var visit : visits) {
      count(visit);
      byPlace.computeIfAbsent(visit.place(), _ -> new ArrayList<>()).add(visit.sighting());
    }
    var position = 0L;
    for (var place : byPlace.entrySet()) {
      for (var part : VisitGroup.split(place.getValue())) {
        position = positions.next();
        var group = new VisitGroup(position, place.getKey(), part);
        groups.add(group);
        totals.merge(place.getKey().owner(), group.counts(), Counts::plus);
      }
    }
    return position > 0 ? position : positions.next();
  }

  private void count(Visit visit) {
    for (var slot : TimeBucket.of(visit)) {
      tally(slot).add(visit);
      changed.add(slot);
    }
  }

  private VisitStats tally(TimeBucket slot) {
    return tallies.computeIfAbsent(slot, _ -> new VisitStats());
  }

  /// Forgets what was, and what this batch has added; its outcome says how many visits that were.
  private Outcome clear(VisitTarget place, Positions positions) {
    var counts = tally(TimeBucket.always(place)).counts();
    totals.computeIfPresent(place.owner(), (_, total) -> total.minus(counts));
    groups.removeIf(group -> group.place().equals(place));
    tallies.keySet().removeIf(slot -> slot.place().equals(place.key()));
    changed.removeIf(slot -> slot.place().equals(place.key()));
    cleared.add(place.key());
    return new Outcome.Done(counts.total(), 0, positions.next());
  }

  @Override
  public void flush() {
    rows.clear(cleared);
    var written = new LinkedHashMap<TimeBucket, VisitStats>();
    changed.forEach(slot -> written.put(slot, tally(slot)));
    rows.putTallies(written);
    rows.putTotals(totals);
    rows.insertGroups(groups);
    rows.setCounted(moved);
  }
}
