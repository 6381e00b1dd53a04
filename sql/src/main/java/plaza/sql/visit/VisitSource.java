package plaza.sql.visit;

import plaza.sql.table.Column;
import plaza.sql.table.Columns;
import plaza.sql.table.Table;

/// A process that collects visits.
///
/// @param counted the last group of it that was counted in the partition
record VisitSource(int partition, long source, long counted) {
  private static final Columns<VisitSource> COLUMNS = new Columns<>("visit_source");

  static final Column.OfInt<VisitSource> PARTITION =
      COLUMNS.integer("partition_number", VisitSource::partition);
  static final Column.OfLong<VisitSource> SOURCE = COLUMNS.number("source", VisitSource::source);
  static final Column.OfLong<VisitSource> COUNTED = COLUMNS.number("counted", VisitSource::counted);

  static final Table<VisitSource> TABLE = COLUMNS.table(
      row -> new VisitSource(row.get(PARTITION), row.get(SOURCE), row.get(COUNTED)),
      PARTITION,
      SOURCE);
}
