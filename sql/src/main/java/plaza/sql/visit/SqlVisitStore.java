package plaza.sql.visit;

import java.sql.ResultSet;
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
import plaza.core.visit.VisitTarget;
import plaza.core.visit.VisitorCount;
import plaza.sql.KeySet;
import plaza.sql.PooledConnection;
import plaza.sql.Sessions;
import plaza.sql.SqlTransaction;

/// Visits of short links, as SQL.
public final class SqlVisitStore implements VisitStore {
  private static final String WHOLE = "SELECT g.number, g.owner, g.code, g.sightings\n";

  private final Sessions sessions;

  public SqlVisitStore(Sessions sessions) {
    this.sessions = sessions;
  }

  @Override
  public VisitStats total(Code code) {
    var sql = "SELECT tally FROM link_tally WHERE code = ? AND slot = ?";
    return sessions
        .read(session -> session.first(
            sql, row -> VisitStats.ofBytes(row.getBytes(1)), code.text(), TimeBucket.ALWAYS))
        .orElseGet(VisitStats::new);
  }

  @Override
  public List<Counted> tallies(Code code, long from, long to) {
    return slots(code, from, to, SqlVisitStore::tally);
  }

  @Override
  public List<Heads> headcounts(Code code, long from, long to) {
    return slots(
        code, from, to, row -> new Heads(slot(row), VisitorCount.ofTally(row.getBytes(3))));
  }

  private <T> List<T> slots(Code code, long from, long to, PooledConnection.Reading<T> reader) {
    var sql = """
        SELECT code, slot, tally FROM link_tally
        WHERE code = ? AND slot >= ? AND slot < ?
        ORDER BY slot
        """;
    return sessions.read(session -> session.list(sql, reader, code.text(), from, to));
  }

  static Counted tally(ResultSet row) throws SQLException {
    return new Counted(slot(row), VisitStats.ofBytes(row.getBytes(3)));
  }

  private static TimeBucket slot(ResultSet row) throws SQLException {
    return new TimeBucket(row.getString(1), row.getLong(2));
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

  private static Map.Entry<String, Counts> counted(ResultSet row) throws SQLException {
    return Map.entry(row.getString(1), new Counts(row.getLong(2), row.getLong(3)));
  }

  @Override
  public Counts total(ApplicationId application) {
    var sql = "SELECT SUM(visits), SUM(bots) FROM visit_total WHERE owner = ?";
    return sessions.read(
        session -> session.first(sql, SqlVisitStore::sums, application.value()).orElseThrow());
  }

  /// The sums of no rows are NULL, which reads as 0.
  private static Counts sums(ResultSet row) throws SQLException {
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
        WHOLE,
        rest,
        SqlVisitStore::group,
        edge,
        edge + VisitGroup.SPAN.toMillis(),
        edge));
  }

  static VisitGroup group(ResultSet row) throws SQLException {
    return VisitGroup.ofBytes(
        row.getLong(1), VisitTarget.of(row.getLong(2), row.getString(3)), row.getBytes(4));
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

  private static VisitGroup.Head head(ResultSet row) throws SQLException {
    return new VisitGroup.Head(
        row.getLong(1),
        Instant.ofEpochMilli(row.getLong(2)),
        new Counts(row.getLong(3), row.getLong(4)));
  }

  @Override
  public List<VisitGroup> groups(Collection<Long> numbers) {
    var select = WHOLE + """
        FROM wanted CROSS JOIN visit_group g
        WHERE g.number = wanted.number
        """;
    var wanted = numbers.stream().map(number -> new Object[] {number}).toList();
    return sessions.read(
        session -> KeySet.list(session, "number", select, wanted, SqlVisitStore::group));
  }

  @Override
  public Rows rows(Transaction transaction) {
    return new SqlVisitRows(SqlTransaction.sessionOf(transaction), transaction.partition());
  }
}
