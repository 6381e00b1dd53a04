package plaza.sql.tenant;

import plaza.core.tenant.SecretHash;
import plaza.sql.table.Column;
import plaza.sql.table.Columns;
import plaza.sql.table.Table;

/// The operator's key, the only row of its table.
record OperatorKey(SecretHash hash, long position) {
  private static final Columns<OperatorKey> COLUMNS = new Columns<>("operator_key");

  static final Column<OperatorKey, SecretHash> HASH =
      COLUMNS.text("hash", OperatorKey::hash, SecretHash::hex, SecretHash::new);
  static final Column.OfLong<OperatorKey> POSITION =
      COLUMNS.number("position", OperatorKey::position);

  static final Table<OperatorKey> TABLE =
      COLUMNS.table(row -> new OperatorKey(row.get(HASH), row.get(POSITION)));
}
