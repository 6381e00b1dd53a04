package plaza.sql.visit;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import plaza.core.visit.Slot;
import plaza.core.visit.Tally;
import plaza.core.visit.VisitStore;
import plaza.sql.Session;
import plaza.sql.Wanted;

/// Rows of visits within a batch's transaction.
record SqlVisitRows(Session session, int partition) implements VisitStore.Rows {
  @Override
  public Map<Slot, Tally> tallies(Collection<Slot> slots) {
    var select = """
        SELECT t.code, t.hour, t.tally
        FROM wanted CROSS JOIN link_tally t
        WHERE t.code = wanted.code AND t.hour = wanted.hour
        """;
    var keys = slots.stream()
        .map(slot -> new Object[] {slot.code().text(), slot.hour()})
        .toList();
    return Wanted.list(session, "code, hour", select, keys, SqlVisitStore::hour).stream()
        .collect(
            Collectors.toMap(VisitStore.Hour::slot, VisitStore.Hour::tally, (first, _) -> first));
  }

  @Override
  public void putTallies(Map<Slot, Tally> tallies) {
    var sql = """
        REPLACE INTO link_tally (code, hour, visits, bots, tally) VALUES (?, ?, ?, ?, ?)
        """;
    session.batch(sql, List.copyOf(tallies.entrySet()), (statement, entry) -> {
      statement.setString(1, entry.getKey().code().text());
      statement.setLong(2, entry.getKey().hour());
      statement.setLong(3, entry.getValue().visits());
      statement.setLong(4, entry.getValue().bots());
      statement.setBytes(5, entry.getValue().toBytes());
    });
  }

  @Override
  public Map<Long, Long> counted(Collection<Long> sources) {
    var select = """
        SELECT s.source, s.counted
        FROM wanted CROSS JOIN visit_source s
        WHERE s.partition_number = wanted.p AND s.source = wanted.source
        """;
    var keys = sources.stream().map(source -> new Object[] {partition, source}).toList();
    return Wanted.list(
            session, "p, source", select, keys, row -> Map.entry(row.getLong(1), row.getLong(2)))
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (first, _) -> first));
  }

  @Override
  public void setCounted(Map<Long, Long> counts) {
    var sql = """
        REPLACE INTO visit_source (partition_number, source, counted) VALUES (?, ?, ?)
        """;
    session.batch(sql, List.copyOf(counts.entrySet()), (statement, entry) -> {
      statement.setInt(1, partition);
      statement.setLong(2, entry.getKey());
      statement.setLong(3, entry.getValue());
    });
  }
}
