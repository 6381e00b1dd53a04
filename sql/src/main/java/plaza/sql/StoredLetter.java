package plaza.sql;

import plaza.core.port.Transaction.DeadLetter;
import plaza.sql.table.Column;
import plaza.sql.table.Columns;
import plaza.sql.table.Table;

/// An event of a partition that nobody could read.
record StoredLetter(int partition, DeadLetter letter) {
  private static final Columns<StoredLetter> COLUMNS = new Columns<>("dead_letter");

  static final Column.OfInt<StoredLetter> PARTITION =
      COLUMNS.integer("partition_number", StoredLetter::partition);
  static final Column.OfLong<StoredLetter> OFFSET =
      COLUMNS.number("log_offset", row -> row.letter().offset());
  static final Column<StoredLetter, byte[]> BYTES =
      COLUMNS.bytes("bytes", row -> row.letter().bytes());

  static final Table<StoredLetter> TABLE = COLUMNS.table(
      row -> new StoredLetter(row.get(PARTITION), new DeadLetter(row.get(OFFSET), row.get(BYTES))),
      PARTITION,
      OFFSET);
}
