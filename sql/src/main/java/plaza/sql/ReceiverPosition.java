package plaza.sql;

import plaza.sql.table.Column;
import plaza.sql.table.Columns;
import plaza.sql.table.Table;

/// How far a receiver has come in a partition.
record ReceiverPosition(String name, int partition, long position) {
  private static final Columns<ReceiverPosition> COLUMNS = new Columns<>("receiver");

  static final Column<ReceiverPosition, String> NAME = COLUMNS.text("name", ReceiverPosition::name);
  static final Column.OfInt<ReceiverPosition> PARTITION =
      COLUMNS.integer("partition_number", ReceiverPosition::partition);
  static final Column.OfLong<ReceiverPosition> POSITION =
      COLUMNS.number("position", ReceiverPosition::position);

  static final Table<ReceiverPosition> TABLE = COLUMNS.table(
      row -> new ReceiverPosition(row.get(NAME), row.get(PARTITION), row.get(POSITION)),
      NAME,
      PARTITION);
}
