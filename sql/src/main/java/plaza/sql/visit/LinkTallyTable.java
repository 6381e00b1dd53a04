package plaza.sql.visit;

import java.sql.SQLException;
import plaza.core.visit.TimeBucket;
import plaza.core.visit.VisitStats;
import plaza.core.visit.VisitStore;
import plaza.sql.table.Column;
import plaza.sql.table.Columns;
import plaza.sql.table.Row;
import plaza.sql.table.Table;

/// Counts of visits, by time.
final class LinkTallyTable {
  private static final Columns<VisitStore.Counted> COLUMNS = new Columns<>("link_tally");

  static final Column<VisitStore.Counted, String> CODE =
      COLUMNS.text("code", row -> row.slot().place());
  static final Column.OfLong<VisitStore.Counted> SLOT =
      COLUMNS.number("slot", row -> row.slot().number());
  static final Column<VisitStore.Counted, byte[]> TALLY =
      COLUMNS.bytes("tally", row -> row.tally().toBytes());
  static final Column.OfLong<VisitStore.Counted> VISITS =
      COLUMNS.derived().number("visits", row -> row.tally().visits());
  static final Column.OfLong<VisitStore.Counted> BOTS =
      COLUMNS.derived().number("bots", row -> row.tally().bots());

  static final Table<VisitStore.Counted> TABLE = COLUMNS.table(
      row -> new VisitStore.Counted(slot(row), VisitStats.ofBytes(row.get(TALLY))), CODE, SLOT);

  private LinkTallyTable() {}

  static TimeBucket slot(Row row) throws SQLException {
    return new TimeBucket(row.get(CODE), row.get(SLOT));
  }
}
