package plaza.sql.visit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import plaza.core.link.Code;
import plaza.core.port.Transaction;
import plaza.core.visit.Slot;
import plaza.core.visit.Tally;
import plaza.core.visit.VisitStore;
import plaza.sql.Sessions;
import plaza.sql.SqlTransaction;

/// Visits of short links, as SQL.
public final class SqlVisitStore implements VisitStore {
  private final Sessions sessions;

  public SqlVisitStore(Sessions sessions) {
    this.sessions = sessions;
  }

  @Override
  public Tally total(Code code) {
    var sql = "SELECT tally FROM link_tally WHERE code = ? AND hour = ?";
    return sessions
        .read(session ->
            session.first(sql, row -> Tally.ofBytes(row.getBytes(1)), code.text(), Slot.ALWAYS))
        .orElseGet(Tally::new);
  }

  @Override
  public List<Hour> hours(Code code, long from, long to) {
    var sql = """
        SELECT code, hour, tally FROM link_tally
        WHERE code = ? AND hour >= ? AND hour < ?
        ORDER BY hour
        """;
    return sessions.read(session -> session.list(sql, SqlVisitStore::hour, code.text(), from, to));
  }

  static Hour hour(ResultSet row) throws SQLException {
    return new Hour(
        new Slot(new Code(row.getString(1)), row.getLong(2)), Tally.ofBytes(row.getBytes(3)));
  }

  @Override
  public Rows rows(Transaction transaction) {
    return new SqlVisitRows(SqlTransaction.sessionOf(transaction), transaction.partition());
  }
}
