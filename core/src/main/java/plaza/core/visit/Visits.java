package plaza.core.visit;

import java.time.ZoneId;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import plaza.core.event.RequestKey;
import plaza.core.link.Code;
import plaza.core.link.Codes;
import plaza.core.pipeline.Outcome;
import plaza.core.pipeline.OutcomeUnknownException;
import plaza.core.pipeline.Pipeline;
import plaza.core.tenant.ApplicationId;
import plaza.core.visit.VisitPage.Item;

/// The statistics and lists of visits, for the owners of links. Callers have checked that the
/// link exists.
public final class Visits {
  /// How many groups are read together by who reads all visits.
  private static final int LEG_GROUPS = 32;

  private final VisitStore store;
  private final VisitPages pages;
  private final Pipeline pipeline;
  private final Codes codes;

  public Visits(VisitStore store, Pipeline pipeline, Codes codes) {
    this.store = store;
    this.pages = new VisitPages(store);
    this.pipeline = pipeline;
    this.codes = codes;
  }

  /// All visits of a link.
  public VisitStats total(Code code) {
    return store.total(code);
  }

  /// A link's visits in a period, counted, by day in this time zone.
  public Statistics statistics(Code code, Period period, ZoneId zone) {
    return Statistics.of(store, code, period, zone);
  }

  /// How many visits all links of an application have.
  public Counts total(ApplicationId application) {
    pipeline.requireAllServed();
    return store.total(application);
  }

  /// How many visits the query finds, those of bots too.
  public Counts count(VisitQuery query) {
    pipeline.requireAllServed();
    return pages.count(query);
  }

  /// A part of what the query finds, newest first.
  ///
  /// @param offset how many visits to pass over, at most [VisitQuery#REACH_MAX]
  /// @param limit 1 to [VisitQuery#LIMIT_MAX]
  public VisitPage page(VisitQuery query, int offset, int limit) {
    if (offset < 0 || offset > VisitQuery.REACH_MAX || limit < 1 || limit > VisitQuery.LIMIT_MAX) {
      throw new IllegalArgumentException("no page of " + limit + " behind " + offset);
    }
    pipeline.requireAllServed();
    return pages.page(query, offset, limit);
  }

  /// All that the query finds, newest first, a few thousand at a time; reads as it goes.
  public Iterator<List<Item>> all(VisitQuery query) {
    pipeline.requireAllServed();
    return new Walk(query);
  }

  private final class Walk implements Iterator<List<Item>> {
    private final VisitQuery query;
    private VisitGroup.Behind behind = VisitGroup.Behind.NONE;
    private boolean over;

    Walk(VisitQuery query) {
      this.query = query;
    }

    @Override
    public boolean hasNext() {
      return !over;
    }

    @Override
    public List<Item> next() {
      if (over) {
        throw new NoSuchElementException();
      }
      var leg = pages.leg(query, behind, LEG_GROUPS);
      behind = leg.behind();
      over = leg.last();
      return leg.items();
    }
  }

  /// Forgets all visits of a place, and says how many they were. A link with `max_visits` may be
  /// followed as often again.
  public long clear(VisitTarget place) {
    var change = new VisitChange.VisitsCleared(place.stream(codes), place);
    return switch (pipeline.change(pipeline.now(), RequestKey.UNKEYED, change)) {
      case Outcome.Done(var count, var _, var _) -> count;
      case Outcome outcome ->
        throw new OutcomeUnknownException("unexpected outcome of deleting visits: " + outcome);
    };
  }

  /// Forgets all visits of what is no link, and says how many they were.
  public long clearOrphans() {
    long count = 0;
    for (var orphan : VisitTarget.Orphan.values()) {
      count += clear(orphan);
    }
    return count;
  }
}
