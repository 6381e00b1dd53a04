package plaza.sql;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Changes many rows of a table, each to values of its own, if it still is as it is expected to be.
/// An engine that is far away is sent one statement that joins the table with what is wanted: for
/// 24 rows that costs MariaDB a third, and this process a fifth, of what as many statements cost.
/// With SQLite it is the other way round: a statement is a call, and the join takes twice as long.
public final class Update {
  private final String single;
  private final String wanted;
  private final String joined;

  /// @param table its name
  /// @param set the columns that are changed
  /// @param where the columns that say which row it is, and how it must be
  public Update(String table, List<String> set, List<String> where) {
    this.single = "UPDATE " + table + " SET " + each(set, "%s = ?", ", ") + "\nWHERE "
        + each(where, "%s = ?", " AND ");
    // These names are none of the table's.
    this.wanted = Stream.concat(
            set.stream().map("to_%s"::formatted), where.stream().map("is_%s"::formatted))
        .collect(Collectors.joining(", "));
    this.joined = "UPDATE (" + KeySet.DEFINITION + "SELECT * FROM wanted) wanted CROSS JOIN "
        + table + " ON " + each(where, "%1$s = is_%1$s", " AND ") + "\nSET "
        + each(set, "%1$s = to_%1$s", ", ");
  }

  private static String each(List<String> columns, String form, String between) {
    return columns.stream().map(form::formatted).collect(Collectors.joining(between));
  }

  /// How many rows were changed.
  ///
  /// @param rows for each row the new values of the columns that are changed, then those that it
  ///     must have
  public int run(PooledConnection session, List<Object[]> rows) {
    return session.dialect().isRemote()
        ? KeySet.update(session, wanted, joined, rows)
        : Arrays.stream(session.batch(single, rows)).sum();
  }
}
