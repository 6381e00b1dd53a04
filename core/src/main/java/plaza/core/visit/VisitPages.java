package plaza.core.visit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import plaza.core.visit.VisitPage.Item;

/// Lists visits, newest first: group by group, and within each by time, so that of visits of the
/// same minute in several groups an older one may come first. Groups that are passed over are
/// counted by their heads; only those that a page shows, or that a period cuts, are read whole.
final class VisitPages {
  private static final Comparator<VisitRecord> NEWEST_FIRST =
      Comparator.comparing(VisitRecord::at).reversed();

  private final VisitStore store;

  VisitPages(VisitStore store) {
    this.store = store;
  }

  /// Counts of visits.
  Counts count(VisitQuery query) {
    return count(query, cut(query));
  }

  private Counts ever(VisitScope among) {
    return switch (among) {
      case VisitScope.Application(var id) -> store.total(id);
      case VisitScope.Places(var keys) ->
        store.totals(keys).values().stream().reduce(Counts.NONE, Counts::plus);
    };
  }

  /// @param cut the groups that the period cuts
  private Counts count(VisitQuery query, Map<Long, VisitGroup> cut) {
    if (query.period().isAlways()) {
      return ever(query.among());
    }
    return cut.values().stream()
        .map(group -> group.counts(query.period()))
        .reduce(store.within(query.among(), query.period()), Counts::plus);
  }

  /// The groups that the period cuts, by their numbers.
  private Map<Long, VisitGroup> cut(VisitQuery query) {
    var cut = new HashMap<Long, VisitGroup>();
    if (!query.period().isAlways()) {
      for (var edge : List.of(query.period().from(), query.period().to())) {
        store.across(query.among(), edge).forEach(group -> cut.put(group.number(), group));
      }
    }
    return cut;
  }

  /// @param offset how many visits to pass over, at most [VisitQuery#REACH_MAX]
  /// @param limit at most [VisitQuery#LIMIT_MAX]
  VisitPage page(VisitQuery query, int offset, int limit) {
    var cut = cut(query);
    var total = count(query, cut);
    // Each group has at least one visit, but for those that are cut.
    var heads = store.newest(query, VisitGroup.Behind.NONE, offset + limit + cut.size());
    var skipped = 0L;
    var shown = new ArrayList<VisitGroup.Head>();
    var counted = 0L;
    for (var head : heads) {
      var group = cut.get(head.number());
      var counts = group == null ? head.counts() : group.counts(query.period());
      var count = counts.of(query.bots());
      if (shown.isEmpty() && skipped + count <= offset) {
        skipped += count;
      } else if (skipped + counted < (long) offset + limit) {
        shown.add(head);
        counted += count;
      }
    }
    var items = items(query, shown).stream().skip(offset - skipped).limit(limit).toList();
    return new VisitPage(items, total.of(query.bots()));
  }

  /// The visits of groups, in the order of their heads.
  private List<Item> items(VisitQuery query, List<VisitGroup.Head> heads) {
    var groups = new HashMap<Long, VisitGroup>();
    store
        .groups(heads.stream().map(VisitGroup.Head::number).toList())
        .forEach(group -> groups.put(group.number(), group));
    return heads.stream()
        .flatMap(head -> Optional.ofNullable(groups.get(head.number())).stream())
        .flatMap(group -> group.sightings().stream()
            .filter(one -> query.period().has(one.at()))
            .filter(one -> query.bots() || !one.traits().bot())
            .sorted(NEWEST_FIRST)
            .map(one -> new Item(group.place(), one)))
        .toList();
  }

  /// Some visits of a walk along all, and where it goes on.
  record Leg(List<Item> items, VisitGroup.Behind behind, boolean last) {}

  /// @param groups how many groups to read
  Leg leg(VisitQuery query, VisitGroup.Behind behind, int groups) {
    var heads = store.newest(query, behind, groups);
    if (heads.isEmpty()) {
      return new Leg(List.of(), behind, true);
    }
    var end = heads.getLast();
    return new Leg(
        items(query, heads),
        new VisitGroup.Behind(end.lastAt(), end.number()),
        heads.size() < groups);
  }
}
