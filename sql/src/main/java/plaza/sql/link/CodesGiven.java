package plaza.sql.link;

import plaza.core.tenant.Settings;
import plaza.sql.PooledConnection;
import plaza.sql.table.Column;
import plaza.sql.table.Columns;
import plaza.sql.table.Table;

/// How many numbers a partition has given out as codes of a kind.
record CodesGiven(int partition, Settings.LinkCodes kind, long count) {
  private static final Columns<CodesGiven> COLUMNS = new Columns<>("code_given");

  static final Column.OfInt<CodesGiven> PARTITION =
      COLUMNS.integer("partition_number", CodesGiven::partition);
  static final Column<CodesGiven, Settings.LinkCodes> KIND =
      COLUMNS.text("kind", CodesGiven::kind, Settings.LinkCodes::name, Settings.LinkCodes::valueOf);
  static final Column.OfLong<CodesGiven> COUNT = COLUMNS.number("given", CodesGiven::count);

  static final Table<CodesGiven> TABLE = COLUMNS.table(
      row -> new CodesGiven(row.get(PARTITION), row.get(KIND), row.get(COUNT)), PARTITION, KIND);

  static long count(PooledConnection session, int partition, Settings.LinkCodes kind) {
    return session
        .find(TABLE.byKey(), partition, kind.name())
        .map(CodesGiven::count)
        .orElse(0L);
  }
}
