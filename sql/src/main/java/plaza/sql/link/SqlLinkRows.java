package plaza.sql.link;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import plaza.core.link.Code;
import plaza.core.link.Link;
import plaza.core.link.LinkStore;
import plaza.core.tenant.Settings;
import plaza.sql.KeySet;
import plaza.sql.PooledConnection;

/// Rows of links within a batch's transaction.
record SqlLinkRows(PooledConnection session, int partition) implements LinkStore.Rows {
  @Override
  public Map<Code, Link> links(Collection<Code> codes) {
    var select = "SELECT " + LinkColumns.ALL + """
        FROM wanted CROSS JOIN link l
        WHERE l.code = wanted.code
        """;
    var keys = codes.stream().map(code -> new Object[] {code.text()}).toList();
    return KeySet.list(session, "code", select, keys, LinkColumns::link).stream()
        .collect(Collectors.toMap(Link::code, link -> link));
  }

  @Override
  public long given(Settings.LinkCodes kind) {
    var sql = "SELECT given FROM code_given WHERE partition_number = ? AND kind = ?";
    return session.first(sql, row -> row.getLong(1), partition, kind.name()).orElse(0L);
  }

  @Override
  public void setGiven(Settings.LinkCodes kind, long count) {
    session.update(
        "REPLACE INTO code_given (partition_number, kind, given) VALUES (?, ?, ?)",
        partition,
        kind.name(),
        count);
  }

  @Override
  public void insertLinks(List<Link> links) {
    var sql = """
        INSERT INTO link
          (code, application, target, title, tags, valid_since, valid_until, visits_max,
           status, forwards_query, crawlable, created_at, updated_at, deleted, position, rules, searchable, number)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """;
    session.batch(sql, links, LinkColumns::bind);
    insertTags(links);
  }

  @Override
  public void updateLinks(List<Link> links) {
    var sql = """
        UPDATE link
        SET code = ?, application = ?, target = ?, title = ?, tags = ?, valid_since = ?, valid_until = ?,
          visits_max = ?, status = ?, forwards_query = ?, crawlable = ?, created_at = ?, updated_at = ?,
          deleted = ?, position = ?, rules = ?, searchable = ?
        WHERE number = ?
        """;
    session.batch(sql, links, LinkColumns::bind);
    session.batch(
        "DELETE FROM link_tag WHERE number = ?",
        links,
        (statement, link) -> statement.setLong(1, link.number()));
    insertTags(links.stream().filter(link -> !link.deleted()).toList());
  }

  private record Tag(Link link, String text) {}

  private void insertTags(List<Link> links) {
    var tags = links.stream()
        .flatMap(link -> link.terms().tags().stream().map(text -> new Tag(link, text)))
        .toList();
    var sql = "INSERT INTO link_tag (application, tag, number) VALUES (?, ?, ?)";
    session.batch(sql, tags, (statement, tag) -> {
      statement.setLong(1, tag.link().application().value());
      statement.setString(2, tag.text());
      statement.setLong(3, tag.link().number());
    });
  }
}
