package plaza.sql.link;

import java.util.List;
import java.util.Optional;
import plaza.core.link.Code;
import plaza.core.link.Link;
import plaza.core.link.LinkPage;
import plaza.core.link.LinkQuery;
import plaza.core.link.LinkStore;
import plaza.core.link.TagUse;
import plaza.core.port.Position;
import plaza.core.port.Transaction;
import plaza.core.tenant.ApplicationId;
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
  public LinkPage links(ApplicationId application, LinkQuery query, long skipped, int limit) {
    var selection = new LinkSelection(application, query);
    var page = "SELECT " + LinkColumns.ALL + ", COALESCE(t.visits, 0), COALESCE(t.bots, 0) "
        + selection.tablesAndWhere() + selection.order() + "LIMIT ? OFFSET ?";
    var count = "SELECT COUNT(*) " + selection.tablesAndWhere();
    return sessions.read(session -> new LinkPage(
        session.list(page, LinkColumns::counted, selection.parametersAnd(limit, skipped)),
        session.first(count, row -> row.getLong(1), selection.parametersAnd()).orElse(0L)));
  }

  @Override
  public List<TagUse> tags(ApplicationId application) {
    var sql = """
        SELECT g.tag, COUNT(*), COALESCE(SUM(t.visits), 0), COALESCE(SUM(t.bots), 0)
        FROM link_tag g
        JOIN link l ON l.number = g.number
        LEFT JOIN link_tally t ON t.code = l.code AND t.slot = 0
        WHERE g.application = ?
        GROUP BY g.tag
        ORDER BY g.tag
        """;
    return sessions.read(session -> session.list(
        sql,
        row -> new TagUse(row.getString(1), row.getLong(2), row.getLong(3), row.getLong(4)),
        application.value()));
  }

  @Override
  public List<Code> tagged(ApplicationId application, String tag) {
    var sql = """
        SELECT l.code
        FROM link_tag g
        JOIN link l ON l.number = g.number
        WHERE g.application = ? AND g.tag = ?
        """;
    return sessions.read(
        session -> session.list(sql, row -> new Code(row.getString(1)), application.value(), tag));
  }

  @Override
  public List<Owned> crawlable(int limit) {
    var sql = """
        SELECT code, application FROM link
        WHERE crawlable = 1 AND deleted = 0
        ORDER BY number
        LIMIT ?
        """;
    return sessions.read(session -> session.list(
        sql,
        row -> new Owned(new Code(row.getString(1)), new ApplicationId(row.getLong(2))),
        limit));
  }

  @Override
  public List<Link> ofApplication(ApplicationId application, long after, int limit) {
    var where = "WHERE l.application = ? AND l.number > ? ORDER BY l.number LIMIT ?";
    return sessions.read(session ->
        session.list(SELECT + where, LinkColumns::link, application.value(), after, limit));
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
