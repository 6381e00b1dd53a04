package plaza.sql.table;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/// A statement that writes the row of a record.
///
/// @param parameters the columns whose values its parameters are, in order
public record Write<R>(String sql, List<Column<R, ?>> parameters) {
  public void bind(PreparedStatement statement, R row) throws SQLException {
    for (int i = 0; i < parameters.size(); i++) {
      parameters.get(i).bind(statement, i + 1, row);
    }
  }

  /// The parameters for a record.
  public Object[] values(R row) {
    var values = new Object[parameters.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = parameters.get(i).parameter(row);
    }
    return values;
  }
}
