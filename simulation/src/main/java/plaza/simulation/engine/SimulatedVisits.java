package plaza.simulation.engine;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import plaza.core.link.Code;
import plaza.core.port.Transaction;
import plaza.core.visit.Slot;
import plaza.core.visit.Tally;
import plaza.core.visit.VisitStore;

/// Visits of short links in a [SimulatedStore].
public final class SimulatedVisits implements VisitStore {
  private final SimulatedStore store;

  public SimulatedVisits(SimulatedStore store) {
    this.store = store;
  }

  @Override
  public Tally total(Code code) {
    return store.read(t -> t.tallies
        .find(new Slot(code, Slot.ALWAYS))
        .map(row -> Tally.ofBytes(row.bytes()))
        .orElseGet(Tally::new));
  }

  @Override
  public List<Hour> hours(Code code, long from, long to) {
    return store.read(t -> t.tallies.stream()
        .filter(row -> row.slot().code().equals(code))
        .filter(row -> row.slot().hour() >= from && row.slot().hour() < to)
        .sorted(Comparator.comparingLong(row -> row.slot().hour()))
        .map(row -> new Hour(row.slot(), Tally.ofBytes(row.bytes())))
        .toList());
  }

  @Override
  public Rows rows(Transaction transaction) {
    return new VisitRows((SimulatedTransaction) transaction);
  }

  private record VisitRows(SimulatedTransaction transaction) implements Rows {
    @Override
    public Map<Slot, Tally> tallies(Collection<Slot> slots) {
      var found = new HashMap<Slot, Tally>();
      transaction
          .rows()
          .tallies
          .some(slots)
          .forEach((slot, row) -> found.put(slot, Tally.ofBytes(row.bytes())));
      return found;
    }

    @Override
    public void putTallies(Map<Slot, Tally> tallies) {
      var rows = transaction.rows().tallies;
      tallies.forEach((slot, tally) -> rows.put(slot, new Tables.Counted(slot, tally.toBytes())));
    }

    private Tables.Boot of(long source) {
      return new Tables.Boot(transaction.partition(), source);
    }

    @Override
    public Map<Long, Long> counted(Collection<Long> sources) {
      var found = new HashMap<Long, Long>();
      for (var source : sources) {
        transaction.rows().sources.find(of(source)).ifPresent(count -> found.put(source, count));
      }
      return found;
    }

    @Override
    public void setCounted(Map<Long, Long> counts) {
      counts.forEach((source, count) -> transaction.rows().sources.put(of(source), count));
    }
  }
}
