package plaza.sql.link;

import java.util.Collection;
import java.util.List;
import java.util.Map;
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
    return KeySet.map(
        session, LinkTable.BY_CODE, codes, code -> new Object[] {code.text()}, Link::code);
  }

  @Override
  public long given(Settings.LinkCodes kind) {
    return CodesGiven.count(session, partition, kind);
  }

  @Override
  public void setGiven(Settings.LinkCodes kind, long count) {
    session.write(CodesGiven.TABLE.replace(), List.of(new CodesGiven(partition, kind, count)));
  }

  @Override
  public void insertLinks(List<Link> links) {
    session.write(LinkTable.TABLE.insert(), links);
    session.write(LinkTag.TABLE.insert(), LinkTag.of(links));
  }

  @Override
  public void updateLinks(List<Link> links) {
    session.write(LinkTable.TABLE.update(), links);
    session.batch(
        "DELETE FROM link_tag WHERE number = ?",
        links,
        (statement, link) -> statement.setLong(1, link.number()));
    var live = links.stream().filter(link -> !link.deleted()).toList();
    session.write(LinkTag.TABLE.insert(), LinkTag.of(live));
  }
}
