package plaza.sql.visit;

import plaza.core.visit.Counts;
import plaza.sql.table.Column;
import plaza.sql.table.Columns;
import plaza.sql.table.Table;

/// How many visits an owner's links have in a partition.
record VisitTotal(long owner, int partition, Counts counts) {
  private static final Columns<VisitTotal> COLUMNS = new Columns<>("visit_total");

  static final Column.OfLong<VisitTotal> OWNER = COLUMNS.number("owner", VisitTotal::owner);
  static final Column.OfInt<VisitTotal> PARTITION =
      COLUMNS.integer("partition_number", VisitTotal::partition);
  static final Column.OfLong<VisitTotal> VISITS =
      COLUMNS.number("visits", total -> total.counts().visits());
  static final Column.OfLong<VisitTotal> BOTS =
      COLUMNS.number("bots", total -> total.counts().bots());

  static final Table<VisitTotal> TABLE = COLUMNS.table(
      row -> new VisitTotal(
          row.get(OWNER), row.get(PARTITION), new Counts(row.get(VISITS), row.get(BOTS))),
      OWNER,
      PARTITION);
}
