package plaza.sql.link;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import plaza.core.link.Code;
import plaza.core.link.Link;
import plaza.core.link.LinkPage;
import plaza.core.link.LinkRowFormats;
import plaza.core.link.LinkTerms;
import plaza.core.link.Redirection;
import plaza.core.link.Target;
import plaza.core.link.Validity;
import plaza.core.tenant.ApplicationId;

/// Columns of the table of links to values and back, in the order in which the statements name
/// them.
final class LinkColumns {
  /// All columns, for a SELECT from `link l`.
  static final String ALL = """
      l.code, l.application, l.target, l.title, l.tags, l.valid_since, l.valid_until, l.visits_max,
        l.status, l.forwards_query, l.crawlable, l.created_at, l.updated_at, l.deleted, l.position, l.rules, l.number
      """;

  private LinkColumns() {}

  static Link link(ResultSet row) throws SQLException {
    var rules = LinkRowFormats.RULES.read(row.getBytes(16));
    var terms = new LinkTerms(
        new Target(row.getString(3)),
        row.getString(4),
        LinkRowFormats.TAGS.read(row.getBytes(5)),
        new Validity(instant(row, 6), instant(row, 7), row.getLong(8)),
        new Redirection(row.getInt(9), row.getInt(10) != 0, rules.rules()),
        row.getInt(11) != 0,
        rules.options());
    return new Link(
        new Code(row.getString(1)),
        new ApplicationId(row.getLong(2)),
        row.getLong(17),
        terms,
        instant(row, 12),
        instant(row, 13),
        row.getInt(14) != 0,
        row.getLong(15));
  }

  /// As [#link], with visits and bots behind the columns of the link.
  static LinkPage.Counted counted(ResultSet row) throws SQLException {
    return new LinkPage.Counted(link(row), row.getLong(18), row.getLong(19));
  }

  private static Instant instant(ResultSet row, int column) throws SQLException {
    return Instant.ofEpochMilli(row.getLong(column));
  }

  static void bind(PreparedStatement statement, Link link) throws SQLException {
    var terms = link.terms();
    statement.setString(1, link.code().text());
    statement.setLong(2, link.application().value());
    statement.setString(3, terms.target().url());
    statement.setString(4, terms.title());
    statement.setBytes(5, LinkRowFormats.TAGS.write(terms.tags()));
    statement.setLong(6, terms.validity().since().toEpochMilli());
    statement.setLong(7, terms.validity().until().toEpochMilli());
    statement.setLong(8, terms.validity().visitsMax());
    statement.setInt(9, terms.redirection().status());
    statement.setInt(10, terms.redirection().forwardsQuery() ? 1 : 0);
    statement.setInt(11, terms.crawlable() ? 1 : 0);
    statement.setLong(12, link.createdAt().toEpochMilli());
    statement.setLong(13, link.updatedAt().toEpochMilli());
    statement.setInt(14, link.deleted() ? 1 : 0);
    statement.setLong(15, link.position());
    statement.setBytes(
        16,
        LinkRowFormats.RULES.write(
            new LinkRowFormats.RulesAndOptions(terms.redirection().rules(), terms.options())));
    statement.setString(17, link.searchable());
    statement.setLong(18, link.number());
  }
}
