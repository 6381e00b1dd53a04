package plaza.sql.visit;

import java.time.Instant;
import plaza.core.visit.VisitGroup;
import plaza.core.visit.VisitTarget;
import plaza.sql.table.Column;
import plaza.sql.table.Columns;
import plaza.sql.table.Table;

/// Groups of visits.
final class VisitGroupTable {
  private static final Columns<VisitGroup> COLUMNS = new Columns<>("visit_group");

  static final Column.OfLong<VisitGroup> NUMBER = COLUMNS.number("number", VisitGroup::number);
  static final Column<VisitGroup, String> CODE =
      COLUMNS.text("code", group -> group.place().key());
  static final Column.OfLong<VisitGroup> OWNER =
      COLUMNS.number("owner", group -> group.place().owner());
  static final Column<VisitGroup, byte[]> SIGHTINGS =
      COLUMNS.bytes("sightings", VisitGroup::toBytes);
  static final Column.OfLong<VisitGroup> VISITS =
      COLUMNS.derived().number("visits", group -> group.counts().visits());
  static final Column.OfLong<VisitGroup> BOTS =
      COLUMNS.derived().number("bots", group -> group.counts().bots());
  static final Column<VisitGroup, Instant> FIRST_AT =
      COLUMNS.derived().instant("first_at", VisitGroup::firstAt);
  static final Column<VisitGroup, Instant> LAST_AT =
      COLUMNS.derived().instant("last_at", VisitGroup::lastAt);

  static final Table<VisitGroup> TABLE = COLUMNS.table(
      row -> VisitGroup.ofBytes(
          row.get(NUMBER), VisitTarget.of(row.get(OWNER), row.get(CODE)), row.get(SIGHTINGS)),
      NUMBER);

  private VisitGroupTable() {}
}
