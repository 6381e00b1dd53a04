package plaza.simulation.engine;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import plaza.core.link.Code;
import plaza.core.port.Transaction;
import plaza.core.tenant.ApplicationId;
import plaza.core.visit.Counts;
import plaza.core.visit.Period;
import plaza.core.visit.TimeBucket;
import plaza.core.visit.VisitGroup;
import plaza.core.visit.VisitQuery;
import plaza.core.visit.VisitScope;
import plaza.core.visit.VisitStats;
import plaza.core.visit.VisitStore;
import plaza.simulation.engine.SimulatedStore.Boot;
import plaza.simulation.engine.TableDefinition.Entry;

/// Visits of short links in a [SimulatedStore].
public final class SimulatedVisits implements VisitStore {
  private static final TableDefinition<TimeBucket, Tally> TALLIES =
      new TableDefinition<>("tally", Tally::slot);
  private static final TableDefinition<Boot, Entry<Boot, Long>> SOURCES =
      TableDefinition.ofEntries("visit source");
  private static final TableDefinition<Owner, Entry<Owner, Counts>> TOTALS =
      TableDefinition.ofEntries("visit total");
  private static final TableDefinition<Long, VisitGroup> GROUPS =
      new TableDefinition<>("visit group", VisitGroup::number);

  /// Bytes, because [VisitStats] can be changed.
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Tally(TimeBucket slot, byte[] bytes) {}

  private record Owner(int partition, long owner) {}

  private final SimulatedStore store;

  public SimulatedVisits(SimulatedStore store) {
    this.store = store;
  }

  @Override
  public VisitStats total(Code code) {
    return store.readRows(t -> total(t, code));
  }

  static VisitStats total(Tables t, Code code) {
    return t.get(TALLIES)
        .find(new TimeBucket(code, TimeBucket.ALWAYS))
        .map(row -> VisitStats.ofBytes(row.bytes()))
        .orElseGet(VisitStats::new);
  }

  @Override
  public List<Counted> tallies(Code code, long from, long to) {
    return store.readRows(t -> t.get(TALLIES).stream()
        .filter(row -> row.slot().place().equals(code.text()))
        .filter(row -> row.slot().number() >= from && row.slot().number() < to)
        .sorted(Comparator.comparingLong(row -> row.slot().number()))
        .map(row -> new Counted(row.slot(), VisitStats.ofBytes(row.bytes())))
        .toList());
  }

  @Override
  public List<Heads> headcounts(Code code, long from, long to) {
    return tallies(code, from, to).stream()
        .map(counted -> new Heads(counted.slot(), counted.tally().visitorCount()))
        .toList();
  }

  @Override
  public Map<String, Counts> totals(Collection<String> keys) {
    var found = new HashMap<String, Counts>();
    for (var key : keys) {
      store
          .read(t -> t.get(TALLIES).find(new TimeBucket(key, TimeBucket.ALWAYS)))
          .ifPresent(row -> found.put(key, VisitStats.ofBytes(row.bytes()).counts()));
    }
    return found;
  }

  @Override
  public Counts total(ApplicationId application) {
    return store.readRows(t -> t.get(TOTALS).stream()
        .filter(total -> total.key().owner() == application.value())
        .map(Entry::value)
        .reduce(Counts.NONE, Counts::plus));
  }

  private <T> T read(VisitScope among, Function<Stream<VisitGroup>, T> reading) {
    return store.readRows(
        t -> reading.apply(t.get(GROUPS).stream().filter(group -> isAmong(among, group))));
  }

  private static boolean isAmong(VisitScope among, VisitGroup group) {
    return switch (among) {
      case VisitScope.Application(var id) -> group.place().owner() == id.value();
      case VisitScope.Places(var keys) -> keys.contains(group.place().key());
    };
  }

  @Override
  public Counts within(VisitScope among, Period period) {
    return read(
        among,
        groups -> groups
            .filter(group -> period.has(group.firstAt()) && period.has(group.lastAt()))
            .map(VisitGroup::counts)
            .reduce(Counts.NONE, Counts::plus));
  }

  @Override
  public List<VisitGroup> across(VisitScope among, Instant at) {
    return read(
        among,
        groups -> groups
            .filter(group -> group.firstAt().isBefore(at) && !group.lastAt().isBefore(at))
            .toList());
  }

  @Override
  public List<VisitGroup.Head> newest(VisitQuery query, VisitGroup.Behind behind, int limit) {
    var last = new VisitGroup.Head(behind.number(), behind.lastAt(), Counts.NONE);
    return read(
        query.among(),
        groups -> groups
            .filter(group -> !group.lastAt().isBefore(query.period().from())
                && group.firstAt().isBefore(query.period().to()))
            .map(VisitGroup::head)
            .filter(head -> query.bots() || head.counts().visits() > 0)
            .filter(head -> VisitGroup.Head.NEWEST_FIRST.compare(last, head) < 0)
            .sorted(VisitGroup.Head.NEWEST_FIRST)
            .limit(limit)
            .toList());
  }

  @Override
  public List<VisitGroup> groups(Collection<Long> numbers) {
    return store.readRows(t -> List.copyOf(t.get(GROUPS).some(numbers).values()));
  }

  /// The visits of a link, without asking the engine.
  public Counts count(Code code) {
    return total(store.tables(), code).counts();
  }

  @Override
  public Rows rows(Transaction transaction) {
    return new VisitRows((SimulatedTransaction) transaction);
  }

  private record VisitRows(SimulatedTransaction transaction) implements Rows {
    @Override
    public Map<TimeBucket, VisitStats> tallies(Collection<TimeBucket> slots) {
      var found = new HashMap<TimeBucket, VisitStats>();
      transaction
          .rows()
          .get(TALLIES)
          .some(slots)
          .forEach((slot, row) -> found.put(slot, VisitStats.ofBytes(row.bytes())));
      return found;
    }

    @Override
    public void putTallies(Map<TimeBucket, VisitStats> tallies) {
      var rows = transaction.rows().get(TALLIES);
      tallies.forEach((slot, tally) -> rows.put(new Tally(slot, tally.toBytes())));
    }

    @Override
    public Map<Long, Counts> totals(Collection<Long> owners) {
      var found = new HashMap<Long, Counts>();
      for (var owner : owners) {
        transaction
            .rows()
            .get(TOTALS)
            .find(new Owner(transaction.partition(), owner))
            .ifPresent(total -> found.put(owner, total.value()));
      }
      return found;
    }

    @Override
    public void putTotals(Map<Long, Counts> totals) {
      totals.forEach((owner, counts) -> transaction
          .rows()
          .get(TOTALS)
          .put(new Entry<>(new Owner(transaction.partition(), owner), counts)));
    }

    @Override
    public void insertGroups(List<VisitGroup> groups) {
      transaction.rows().get(GROUPS).insertAll(groups);
    }

    @Override
    public void clear(Collection<String> keys) {
      if (!keys.isEmpty()) {
        transaction.rows().get(TALLIES).removeIf(row -> keys.contains(row.slot().place()));
        transaction
            .rows()
            .get(GROUPS)
            .removeIf(group -> keys.contains(group.place().key()));
      }
    }

    private Boot of(long source) {
      return new Boot(transaction.partition(), source);
    }

    @Override
    public Map<Long, Long> counted(Collection<Long> sources) {
      var found = new HashMap<Long, Long>();
      for (var source : sources) {
        transaction
            .rows()
            .get(SOURCES)
            .find(of(source))
            .ifPresent(row -> found.put(source, row.value()));
      }
      return found;
    }

    @Override
    public void setCounted(Map<Long, Long> counts) {
      counts.forEach(
          (source, count) -> transaction.rows().get(SOURCES).put(new Entry<>(of(source), count)));
    }
  }
}
