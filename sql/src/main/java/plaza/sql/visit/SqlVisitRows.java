package plaza.sql.visit;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import plaza.core.visit.Counts;
import plaza.core.visit.TimeBucket;
import plaza.core.visit.VisitGroup;
import plaza.core.visit.VisitStats;
import plaza.core.visit.VisitStore;
import plaza.sql.KeySet;
import plaza.sql.PooledConnection;

/// Rows of visits within a batch's transaction.
record SqlVisitRows(PooledConnection session, int partition) implements VisitStore.Rows {
  private static final Comparator<VisitStore.Counted> ORDER =
      Comparator.<VisitStore.Counted, String>comparing(row -> row.slot().place())
          .thenComparingLong(row -> row.slot().number());

  @Override
  public Map<TimeBucket, VisitStats> tallies(Collection<TimeBucket> slots) {
    var keys =
        slots.stream().map(slot -> new Object[] {slot.place(), slot.number()}).toList();
    return KeySet.find(session, LinkTallyTable.TABLE.byKey(), keys).stream()
        .collect(Collectors.toMap(VisitStore.Counted::slot, VisitStore.Counted::tally));
  }

  @Override
  public void putTallies(Map<TimeBucket, VisitStats> tallies) {
    // In the order of the key: rows that are near each other are written one after the other.
    var inOrder = tallies.entrySet().stream()
        .map(tally -> new VisitStore.Counted(tally.getKey(), tally.getValue()))
        .sorted(ORDER)
        .toList();
    session.write(LinkTallyTable.TABLE.replace(), inOrder);
  }

  @Override
  public Map<Long, Counts> totals(Collection<Long> owners) {
    var keys = owners.stream().map(owner -> new Object[] {owner, partition}).toList();
    return KeySet.find(session, VisitTotal.TABLE.byKey(), keys).stream()
        .collect(Collectors.toMap(VisitTotal::owner, VisitTotal::counts));
  }

  @Override
  public void putTotals(Map<Long, Counts> totals) {
    var rows = totals.entrySet().stream()
        .map(total -> new VisitTotal(total.getKey(), partition, total.getValue()))
        .toList();
    session.write(VisitTotal.TABLE.replace(), rows);
  }

  @Override
  public void insertGroups(List<VisitGroup> groups) {
    session.write(VisitGroupTable.TABLE.insert(), groups);
  }

  @Override
  public void clear(Collection<String> keys) {
    for (var sql : List.of(
        "DELETE FROM link_tally WHERE code = ?", "DELETE FROM visit_group WHERE code = ?")) {
      session.batch(sql, List.copyOf(keys), (statement, key) -> statement.setString(1, key));
    }
  }

  @Override
  public Map<Long, Long> counted(Collection<Long> sources) {
    var keys = sources.stream().map(source -> new Object[] {partition, source}).toList();
    return KeySet.find(session, VisitSource.TABLE.byKey(), keys).stream()
        .collect(Collectors.toMap(VisitSource::source, VisitSource::counted));
  }

  @Override
  public void setCounted(Map<Long, Long> counts) {
    var rows = counts.entrySet().stream()
        .map(count -> new VisitSource(partition, count.getKey(), count.getValue()))
        .toList();
    session.write(VisitSource.TABLE.replace(), rows);
  }
}
