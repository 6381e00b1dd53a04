package plaza.sql;

import plaza.sql.table.Columns;
import plaza.sql.table.Table;

/// Tables that have one row with one value.
final class SingleRows {
  /// The epoch that positions belong to.
  static final Table<String> EPOCH = text("store_epoch", "epoch");

  /// How many partitions the log has.
  static final Table<Long> PARTITIONS = number("store_partitions", "partitions");

  /// What codes of links are made of.
  static final Table<byte[]> CODE_KEY = bytes("code_key", "bytes");

  private SingleRows() {}

  private static Table<String> text(String table, String name) {
    var columns = new Columns<String>(table);
    var column = columns.text(name, value -> value);
    return columns.table(row -> row.get(column));
  }

  private static Table<Long> number(String table, String name) {
    var columns = new Columns<Long>(table);
    var column = columns.number(name, value -> value);
    return columns.table(row -> row.get(column));
  }

  private static Table<byte[]> bytes(String table, String name) {
    var columns = new Columns<byte[]>(table);
    var column = columns.bytes(name, value -> value);
    return columns.table(row -> row.get(column));
  }
}
