package plaza.sql;

import plaza.core.port.Store.Progress;
import plaza.sql.table.Column;
import plaza.sql.table.Columns;
import plaza.sql.table.Table;

/// How far a partition is.
record PartitionState(int partition, Progress progress) {
  private static final Columns<PartitionState> COLUMNS = new Columns<>("partition_state");

  static final Column.OfInt<PartitionState> PARTITION =
      COLUMNS.integer("partition_number", PartitionState::partition);
  static final Column.OfLong<PartitionState> APPLIED =
      COLUMNS.number("applied", row -> row.progress().applied());
  static final Column.OfLong<PartitionState> POSITION =
      COLUMNS.number("position", row -> row.progress().position());
  static final Column<PartitionState, String> LOG =
      COLUMNS.text("log", row -> row.progress().log());

  static final Table<PartitionState> TABLE = COLUMNS.table(
      row -> new PartitionState(
          row.get(PARTITION), new Progress(row.get(APPLIED), row.get(POSITION), row.get(LOG))),
      PARTITION);
}
