package plaza.sql.visit;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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
import plaza.core.visit.VisitorCount;
import plaza.sql.KeySet;
import plaza.sql.Sessions;
import plaza.sql.SqlTransaction;
import plaza.sql.table.Row;
import plaza.sql.table.RowReader;

/// Visits of short links, as SQL.
public final class SqlVisitStore implements VisitStore {
  private static final String SLOTS = """
      SELECT %s
      FROM link_tally
      WHERE code = ? AND slot >= ? AND slot < ?
      ORDER BY slot
      """.formatted(LinkTallyTable.TABLE.columns());

  private static final String GROUPS = "SELECT " + VisitGroupTable.TABLE.columns("g") + "\n";

  private final Sessions sessions;

  public SqlVisitStore(Sessions sessions) {
    this.sessions = sessions;
  }

  @Override
  public VisitStats total(Code code) {
    return sessions
        .read(session -> session.find(LinkTallyTable.TABLE.byKey(), code.text(), TimeBucket.ALWAYS))
        .map(Counted::tally)
        .orElseGet(VisitStats::new);
  }

  @Override
  public List<Counted> tallies(Code code, long from, long to) {
    return slots(code, from, to, LinkTallyTable.TABLE);
  }

  @Override
  public List<Heads> headcounts(Code code, long from, long to) {
    return slots(
        code,
        from,
        to,
        row -> new Heads(
            LinkTallyTable.slot(row), VisitorCount.ofTally(row.get(LinkTallyTable.TALLY))));
  }

  private <T> List<T> slots(Code code, long from, long to, RowReader<T> reader) {
    return sessions.read(session -> session.list(SLOTS, reader, code.text(), from, to));
  }

  @Override
  public Map<String, Counts> totals(Collection<String> keys) {
    var select = """
        SELECT t.code, t.visits, t.bots
        FROM wanted CROSS JOIN link_tally t
        WHERE t.code = wanted.code AND t.slot = wanted.slot
        """;
    var wanted = keys.stream().map(key -> new Object[] {key, TimeBucket.ALWAYS}).toList();
    return sessions.read(session ->
        KeySet.list(session, "code, slot", select, wanted, SqlVisitStore::counted).stream()
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  private static Map.Entry<String, Counts> counted(Row row) throws SQLException {
    return Map.entry(row.getString(1), new Counts(row.getLong(2), row.getLong(3)));
  }

  @Override
  public Counts total(ApplicationId application) {
    var sql = "SELECT SUM(visits), SUM(bots) FROM visit_total WHERE owner = ?";
    return sessions.read(
        session -> session.first(sql, SqlVisitStore::sums, application.value()).orElseThrow());
  }

  /// The sums of no rows are NULL, which reads as 0.
  private static Counts sums(Row row) throws SQLException {
    return new Counts(row.getLong(1), row.getLong(2));
  }

  @Override
  public Counts within(VisitScope among, Period period) {
    var rest = "AND g.last_at >= ? AND g.last_at < ? AND g.first_at >= ?";
    var from = period.from().toEpochMilli();
    return sessions
        .read(session -> GroupSelection.list(
            session,
            among,
            "SELECT SUM(g.visits), SUM(g.bots)\n",
            rest,
            SqlVisitStore::sums,
            from,
            period.to().toEpochMilli(),
            from))
        .stream()
        .reduce(Counts.NONE, Counts::plus);
  }

  @Override
  public List<VisitGroup> across(VisitScope among, Instant at) {
    var rest = "AND g.last_at >= ? AND g.last_at < ? AND g.first_at < ?";
    var edge = at.toEpochMilli();
    return sessions.read(session -> GroupSelection.list(
        session,
        among,
        GROUPS,
        rest,
        VisitGroupTable.TABLE,
        edge,
        edge + VisitGroup.SPAN.toMillis(),
        edge));
  }

  @Override
  public List<VisitGroup.Head> newest(VisitQuery query, VisitGroup.Behind behind, int limit) {
    var rest = """
        AND g.last_at >= ? AND g.last_at <= ? AND g.first_at < ? AND g.visits >= ?
        AND (g.last_at < ? OR g.number < ?)
        ORDER BY g.last_at DESC, g.number DESC
        LIMIT ?
        """;
    var period = query.period();
    var to = period.to().toEpochMilli();
    var end = behind.lastAt().toEpochMilli();
    return sessions
        .read(session -> GroupSelection.list(
            session,
            query.among(),
            "SELECT g.number, g.last_at, g.visits, g.bots\n",
            rest,
            SqlVisitStore::head,
            period.from().toEpochMilli(),
            Math.min(to + VisitGroup.SPAN.toMillis(), end),
            to,
            query.bots() ? 0 : 1,
            end,
            behind.number(),
            limit))
        .stream()
        .sorted(VisitGroup.Head.NEWEST_FIRST)
        .limit(limit)
        .toList();
  }

  private static VisitGroup.Head head(Row row) throws SQLException {
    return new VisitGroup.Head(
        row.getLong(1),
        Instant.ofEpochMilli(row.getLong(2)),
        new Counts(row.getLong(3), row.getLong(4)));
  }

  @Override
  public List<VisitGroup> groups(Collection<Long> numbers) {
    var wanted = numbers.stream().map(number -> new Object[] {number}).toList();
    return sessions.read(session -> KeySet.find(session, VisitGroupTable.TABLE.byKey(), wanted));
  }

  @Override
  public Rows rows(Transaction transaction) {
    return new SqlVisitRows(SqlTransaction.sessionOf(transaction), transaction.partition());
  }
}
