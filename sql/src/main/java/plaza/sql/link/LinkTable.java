package plaza.sql.link;

import java.time.Instant;
import java.util.List;
import plaza.core.link.Code;
import plaza.core.link.Link;
import plaza.core.link.LinkRowFormats;
import plaza.core.link.LinkTerms;
import plaza.core.link.Redirection;
import plaza.core.link.Rule;
import plaza.core.link.Target;
import plaza.core.link.Validity;
import plaza.core.tenant.ApplicationId;
import plaza.sql.table.Column;
import plaza.sql.table.Columns;
import plaza.sql.table.Lookup;
import plaza.sql.table.Table;

/// Short links.
final class LinkTable {
  private static final Columns<Link> COLUMNS = new Columns<>("link");

  static final Column.OfLong<Link> NUMBER = COLUMNS.number("number", Link::number);
  static final Column<Link, Code> CODE = COLUMNS.text("code", Link::code, Code::text, Code::new);
  static final Column<Link, ApplicationId> APPLICATION =
      COLUMNS.number("application", Link::application, ApplicationId::value, ApplicationId::new);
  static final Column<Link, Target> TARGET =
      COLUMNS.text("target", link -> link.terms().target(), Target::url, Target::new);
  static final Column<Link, String> TITLE =
      COLUMNS.text("title", link -> link.terms().title());
  static final Column<Link, List<String>> TAGS = COLUMNS.bytes(
      "tags", link -> link.terms().tags(), LinkRowFormats.TAGS::write, LinkRowFormats.TAGS::read);
  static final Column<Link, Instant> VALID_SINCE =
      COLUMNS.instant("valid_since", link -> link.terms().validity().since());
  static final Column<Link, Instant> VALID_UNTIL =
      COLUMNS.instant("valid_until", link -> link.terms().validity().until());
  static final Column.OfLong<Link> VISITS_MAX =
      COLUMNS.number("visits_max", link -> link.terms().validity().visitsMax());
  static final Column.OfInt<Link> STATUS =
      COLUMNS.integer("status", link -> link.terms().redirection().status());
  static final Column.OfFlag<Link> FORWARDS_QUERY =
      COLUMNS.flag("forwards_query", link -> link.terms().redirection().forwardsQuery());
  static final Column<Link, List<Rule>> RULES = COLUMNS.bytes(
      "rules",
      link -> link.terms().redirection().rules(),
      LinkRowFormats.RULES::write,
      LinkRowFormats.RULES::read);
  static final Column.OfFlag<Link> CRAWLABLE =
      COLUMNS.flag("crawlable", link -> link.terms().crawlable());
  static final Column<Link, Instant> CREATED_AT = COLUMNS.instant("created_at", Link::createdAt);
  static final Column<Link, Instant> UPDATED_AT = COLUMNS.instant("updated_at", Link::updatedAt);
  static final Column.OfFlag<Link> DELETED = COLUMNS.flag("deleted", Link::deleted);
  static final Column.OfLong<Link> POSITION = COLUMNS.number("position", Link::position);
  static final Column<Link, String> SEARCHABLE =
      COLUMNS.derived().text("searchable", Link::searchable);

  static final Table<Link> TABLE = COLUMNS.table(
      row -> new Link(
          row.get(CODE),
          row.get(APPLICATION),
          row.get(NUMBER),
          new LinkTerms(
              row.get(TARGET),
              row.get(TITLE),
              row.get(TAGS),
              new Validity(row.get(VALID_SINCE), row.get(VALID_UNTIL), row.get(VISITS_MAX)),
              new Redirection(row.get(STATUS), row.get(FORWARDS_QUERY), row.get(RULES)),
              row.get(CRAWLABLE)),
          row.get(CREATED_AT),
          row.get(UPDATED_AT),
          row.get(DELETED),
          row.get(POSITION)),
      NUMBER);

  static final Lookup<Link> BY_CODE = TABLE.by(CODE);

  private LinkTable() {}
}
