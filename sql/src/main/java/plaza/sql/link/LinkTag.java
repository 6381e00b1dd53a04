package plaza.sql.link;

import java.util.List;
import java.util.stream.Stream;
import plaza.core.link.Link;
import plaza.core.tenant.ApplicationId;
import plaza.sql.table.Column;
import plaza.sql.table.Columns;
import plaza.sql.table.Lookup;
import plaza.sql.table.Table;

/// A tag of a live link.
///
/// @param number of the link
record LinkTag(ApplicationId application, String tag, long number) {
  private static final Columns<LinkTag> COLUMNS = new Columns<>("link_tag");

  static final Column<LinkTag, ApplicationId> APPLICATION =
      COLUMNS.number("application", LinkTag::application, ApplicationId::value, ApplicationId::new);
  static final Column<LinkTag, String> TAG = COLUMNS.text("tag", LinkTag::tag);
  static final Column.OfLong<LinkTag> NUMBER = COLUMNS.number("number", LinkTag::number);

  static final Table<LinkTag> TABLE = COLUMNS.table(
      row -> new LinkTag(row.get(APPLICATION), row.get(TAG), row.get(NUMBER)),
      APPLICATION,
      TAG,
      NUMBER);

  static final Lookup<LinkTag> BY_NUMBER = TABLE.by(NUMBER);

  static List<LinkTag> of(List<Link> links) {
    return links.stream().flatMap(LinkTag::of).toList();
  }

  private static Stream<LinkTag> of(Link link) {
    return link.terms().tags().stream()
        .map(tag -> new LinkTag(link.application(), tag, link.number()));
  }
}
