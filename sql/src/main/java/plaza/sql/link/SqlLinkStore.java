package plaza.sql.link;

import java.sql.SQLException;
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
import plaza.sql.table.Row;

/// Short links, as SQL.
public final class SqlLinkStore implements LinkStore {
  private static final String COUNTED =
      "SELECT " + LinkTable.TABLE.columns("l") + ", COALESCE(t.visits, 0), COALESCE(t.bots, 0)\n";

  private static final String OF_APPLICATION = """
      SELECT %s
      FROM link
      WHERE application = ? AND number > ?
      ORDER BY number
      LIMIT ?
      """.formatted(LinkTable.TABLE.columns());

  private static final String CHANGED = LinkTable.TABLE.between(LinkTable.POSITION);

  private final Sessions sessions;

  public SqlLinkStore(Sessions sessions) {
    this.sessions = sessions;
  }

  @Override
  public Optional<Link> link(Code code) {
    return sessions.read(session -> session.find(LinkTable.BY_CODE, code.text()));
  }

  @Override
  public Optional<Link> link(long number) {
    return sessions.read(session -> session.find(LinkTable.TABLE.byKey(), number));
  }

  @Override
  public LinkPage links(ApplicationId application, LinkQuery query, long skipped, int limit) {
    var selection = new LinkSelection(application, query);
    var page = COUNTED + selection.tablesAndWhere() + selection.order() + "LIMIT ? OFFSET ?";
    var count = "SELECT COUNT(*) " + selection.tablesAndWhere();
    return sessions.read(session -> new LinkPage(
        session.list(page, SqlLinkStore::counted, selection.parametersAnd(limit, skipped)),
        session.first(count, row -> row.getLong(1), selection.parametersAnd()).orElse(0L)));
  }

  private static LinkPage.Counted counted(Row row) throws SQLException {
    var counts = row.behind(LinkTable.TABLE);
    return new LinkPage.Counted(LinkTable.TABLE.read(row), counts.getLong(1), counts.getLong(2));
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
    return sessions.read(session ->
        session.list(OF_APPLICATION, LinkTable.TABLE, application.value(), after, limit));
  }

  @Override
  public List<Link> changedLinks(int partition, long position, int limit) {
    return sessions.read(session ->
        session.list(CHANGED, LinkTable.TABLE, position, Position.end(partition), limit));
  }

  @Override
  public Rows rows(Transaction transaction) {
    return new SqlLinkRows(SqlTransaction.sessionOf(transaction), transaction.partition());
  }
}
