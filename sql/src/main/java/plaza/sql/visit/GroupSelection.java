package plaza.sql.visit;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import plaza.core.visit.VisitScope;
import plaza.sql.KeySet;
import plaza.sql.PooledConnection;
import plaza.sql.table.RowReader;

/// Statements about the groups of a link, of several places, or of an application: they differ in
/// how groups are found, and by that in which order is there already. Of a place that has far more
/// groups than most MariaDB would read all, and not those of a time, if it were not told by which
/// key to go; to SQLite that is a comment.
final class GroupSelection {
  private static final String OF_CODE =
      "FROM visit_group g /*! FORCE INDEX (visit_group_by_code) */ WHERE g.code = ?\n";
  private static final String OF_OWNER =
      "FROM visit_group g /*! FORCE INDEX (visit_group_by_owner) */ WHERE g.owner = ?\n";
  private static final String OF_WANTED =
      "FROM wanted CROSS JOIN visit_group g WHERE g.code = wanted.code\n";

  private GroupSelection() {}

  /// Of several places, what comes is the answer of each few hundred of them, one behind the other.
  ///
  /// @param columns such as `SELECT g.number`
  /// @param rest such as `AND g.last_at >= ?`
  static <T> List<T> list(
      PooledConnection session,
      VisitScope among,
      String columns,
      String rest,
      RowReader<T> reader,
      Object... parameters) {
    return switch (among) {
      case VisitScope.Application(var id) ->
        session.list(columns + OF_OWNER + rest, reader, with(id.value(), parameters));
      case VisitScope.Places(var keys) ->
        keys.size() == 1
            ? session.list(columns + OF_CODE + rest, reader, with(keys.getFirst(), parameters))
            : KeySet.list(
                session, "code", columns + OF_WANTED + rest, wanted(keys), reader, parameters);
    };
  }

  private static Object[] with(Object first, Object... parameters) {
    return Stream.concat(Stream.of(first), Arrays.stream(parameters)).toArray();
  }

  private static List<Object[]> wanted(List<String> keys) {
    return keys.stream().map(key -> new Object[] {key}).toList();
  }
}
