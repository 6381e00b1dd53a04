package plaza.sql.table;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// The current row of a result. Columns of a [Table] are read by their declaration, others by their
/// place, from 1.
public final class Row {
  private final ResultSet results;
  private final int skipped;

  /// Kept, so that a result has one and not each of its rows.
  private @Nullable Row rest;

  public Row(ResultSet results) {
    this(results, 0);
  }

  private Row(ResultSet results, int skipped) {
    this.results = results;
    this.skipped = skipped;
  }

  /// What is behind the stored columns of a table.
  public Row behind(Table<?> table) {
    var at = skipped + table.width();
    var behind = rest;
    if (behind == null || behind.skipped != at) {
      behind = new Row(results, at);
      rest = behind;
    }
    return behind;
  }

  /// Whether an outer join has found a row of the table.
  public boolean has(Table<?> table) throws SQLException {
    var _ = results.getObject(skipped + table.firstOfKey().place());
    return !results.wasNull();
  }

  public long get(Column.OfLong<?> column) throws SQLException {
    return results.getLong(skipped + column.place());
  }

  public int get(Column.OfInt<?> column) throws SQLException {
    return results.getInt(skipped + column.place());
  }

  public boolean get(Column.OfFlag<?> column) throws SQLException {
    return results.getInt(skipped + column.place()) != 0;
  }

  public <V> V get(Column<?, V> column) throws SQLException {
    return column.read(results, skipped + column.place());
  }

  public long getLong(int column) throws SQLException {
    return results.getLong(skipped + column);
  }

  public int getInt(int column) throws SQLException {
    return results.getInt(skipped + column);
  }

  public String getString(int column) throws SQLException {
    return results.getString(skipped + column);
  }

  public byte[] getBytes(int column) throws SQLException {
    return results.getBytes(skipped + column);
  }

  /// A column of any type, as the driver has it.
  public Object getObject(String column) throws SQLException {
    return results.getObject(column);
  }
}
