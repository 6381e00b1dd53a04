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
  private static final Comparator<TimeBucket> ORDER =
      Comparator.comparing(TimeBucket::place).thenComparingLong(TimeBucket::number);

  @Override
  public Map<TimeBucket, VisitStats> tallies(Collection<TimeBucket> slots) {
    var select = """
        SELECT t.code, t.slot, t.tally
        FROM wanted CROSS JOIN link_tally t
        WHERE t.code = wanted.code AND t.slot = wanted.slot
        """;
    var keys =
        slots.stream().map(slot -> new Object[] {slot.place(), slot.number()}).toList();
    return KeySet.list(session, "code, slot", select, keys, SqlVisitStore::tally).stream()
        .collect(Collectors.toMap(VisitStore.Counted::slot, VisitStore.Counted::tally));
  }

  @Override
  public void putTallies(Map<TimeBucket, VisitStats> tallies) {
    var sql = """
        REPLACE INTO link_tally (code, slot, visits, bots, tally) VALUES (?, ?, ?, ?, ?)
        """;
    // In the order of the key: rows that are near each other are written one after the other.
    var inOrder =
        tallies.entrySet().stream().sorted(Map.Entry.comparingByKey(ORDER)).toList();
    session.batch(sql, inOrder, (statement, entry) -> {
      statement.setString(1, entry.getKey().place());
      statement.setLong(2, entry.getKey().number());
      statement.setLong(3, entry.getValue().visits());
      statement.setLong(4, entry.getValue().bots());
      statement.setBytes(5, entry.getValue().toBytes());
    });
  }

  @Override
  public Map<Long, Counts> totals(Collection<Long> owners) {
    var select = """
        SELECT t.owner, t.visits, t.bots
        FROM wanted CROSS JOIN visit_total t
        WHERE t.owner = wanted.owner AND t.partition_number = wanted.p
        """;
    var keys = owners.stream().map(owner -> new Object[] {owner, partition}).toList();
    return KeySet.list(
            session,
            "owner, p",
            select,
            keys,
            row -> Map.entry(row.getLong(1), new Counts(row.getLong(2), row.getLong(3))))
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  @Override
  public void putTotals(Map<Long, Counts> totals) {
    var sql = """
        REPLACE INTO visit_total (owner, partition_number, visits, bots) VALUES (?, ?, ?, ?)
        """;
    session.batch(sql, List.copyOf(totals.entrySet()), (statement, entry) -> {
      statement.setLong(1, entry.getKey());
      statement.setInt(2, partition);
      statement.setLong(3, entry.getValue().visits());
      statement.setLong(4, entry.getValue().bots());
    });
  }

  @Override
  public void insertGroups(List<VisitGroup> groups) {
    var sql = """
        INSERT INTO visit_group (number, code, owner, visits, bots, first_at, last_at, sightings)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """;
    session.batch(sql, groups, (statement, group) -> {
      var counts = group.counts();
      statement.setLong(1, group.number());
      statement.setString(2, group.place().key());
      statement.setLong(3, group.place().owner());
      statement.setLong(4, counts.visits());
      statement.setLong(5, counts.bots());
      statement.setLong(6, group.firstAt().toEpochMilli());
      statement.setLong(7, group.lastAt().toEpochMilli());
      statement.setBytes(8, group.toBytes());
    });
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
    var select = """
        SELECT s.source, s.counted
        FROM wanted CROSS JOIN visit_source s
        WHERE s.partition_number = wanted.p AND s.source = wanted.source
        """;
    var keys = sources.stream().map(source -> new Object[] {partition, source}).toList();
    return KeySet.list(
            session, "p, source", select, keys, row -> Map.entry(row.getLong(1), row.getLong(2)))
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
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
