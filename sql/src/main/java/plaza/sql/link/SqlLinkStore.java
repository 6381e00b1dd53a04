package plaza.sql.link;

import java.util.List;
import java.util.Optional;
import plaza.core.link.Code;
import plaza.core.link.Link;
import plaza.core.link.LinkStore;
import plaza.core.port.Position;
import plaza.core.port.Transaction;
import plaza.sql.Sessions;
import plaza.sql.SqlTransaction;

/// Short links, as SQL.
public final class SqlLinkStore implements LinkStore {
  private static final String SELECT = "SELECT " + LinkColumns.ALL + "FROM link l\n";

  private final Sessions sessions;

  public SqlLinkStore(Sessions sessions) {
    this.sessions = sessions;
  }

  @Override
  public Optional<Link> link(Code code) {
    return sessions.read(
        session -> session.first(SELECT + "WHERE l.code = ?", LinkColumns::link, code.text()));
  }

  @Override
  public Optional<Link> link(long number) {
    return sessions.read(
        session -> session.first(SELECT + "WHERE l.number = ?", LinkColumns::link, number));
  }

  @Override
  public List<Link> changedLinks(int partition, long position, int limit) {
    var where = "WHERE l.position > ? AND l.position < ? ORDER BY l.position LIMIT ?";
    return sessions.read(session ->
        session.list(SELECT + where, LinkColumns::link, position, Position.end(partition), limit));
  }

  @Override
  public Rows rows(Transaction transaction) {
    return new SqlLinkRows(SqlTransaction.sessionOf(transaction), transaction.partition());
  }
}
