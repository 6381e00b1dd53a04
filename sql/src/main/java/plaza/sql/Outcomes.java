package plaza.sql;

import java.time.Instant;
import plaza.core.port.Transaction.BatchOutcomes;
import plaza.sql.table.Column;
import plaza.sql.table.Columns;
import plaza.sql.table.Table;

/// The outcomes of a batch of a partition.
record Outcomes(int partition, BatchOutcomes batch) {
  private static final Columns<Outcomes> COLUMNS = new Columns<>("outcome");

  static final Column.OfInt<Outcomes> PARTITION =
      COLUMNS.integer("partition_number", Outcomes::partition);
  static final Column.OfLong<Outcomes> LAST =
      COLUMNS.number("last_offset", row -> row.batch().last());
  static final Column.OfLong<Outcomes> FIRST =
      COLUMNS.number("first_offset", row -> row.batch().first());
  static final Column<Outcomes, Instant> APPLIED_AT =
      COLUMNS.instant("applied_at", row -> row.batch().at());
  static final Column<Outcomes, byte[]> BYTES =
      COLUMNS.bytes("outcomes", row -> row.batch().bytes());

  static final Table<Outcomes> TABLE = COLUMNS.table(
      row -> new Outcomes(
          row.get(PARTITION),
          new BatchOutcomes(row.get(FIRST), row.get(LAST), row.get(BYTES), row.get(APPLIED_AT))),
      PARTITION,
      LAST);
}
