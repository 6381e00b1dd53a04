package plaza.sql;

import plaza.sql.table.Column;
import plaza.sql.table.Columns;
import plaza.sql.table.Table;

/// The highest sequence of a boot that was applied in a partition.
record BootSequence(int partition, long boot, long sequence) {
  private static final Columns<BootSequence> COLUMNS = new Columns<>("boot_sequence");

  static final Column.OfInt<BootSequence> PARTITION =
      COLUMNS.integer("partition_number", BootSequence::partition);
  static final Column.OfLong<BootSequence> BOOT = COLUMNS.number("boot", BootSequence::boot);
  static final Column.OfLong<BootSequence> SEQUENCE =
      COLUMNS.number("sequence", BootSequence::sequence);

  static final Table<BootSequence> TABLE = COLUMNS.table(
      row -> new BootSequence(row.get(PARTITION), row.get(BOOT), row.get(SEQUENCE)),
      PARTITION,
      BOOT);
}
