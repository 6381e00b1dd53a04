package plaza.sql;

import java.util.Arrays;
import java.util.List;
import plaza.core.port.Page;
import plaza.sql.table.RowReader;

/// The statements for pages of a list in the ascending order of a number. Numbers count from 1.
public final class PagedList<T> {
  private final RowReader<T> reader;
  private final String after;
  private final String numbered;
  private final String before;

  /// @param select such as `SELECT c.name FROM chat c`
  /// @param where which rows are in the list
  /// @param number the column by which it is ordered
  public PagedList(RowReader<T> reader, String select, String where, String number) {
    this.reader = reader;
    this.after =
        select + "WHERE " + where + " AND " + number + " > ?\nORDER BY " + number + "\nLIMIT ?";
    this.numbered = after + " OFFSET ?";
    this.before = select + "WHERE " + where + " AND " + number + " < ?\nORDER BY " + number
        + " DESC\nLIMIT ?";
  }

  /// @param parameters of the condition of the list
  public List<T> list(PooledConnection session, Page page, Object... parameters) {
    return switch (page) {
      case Page.After(var number, var limit) ->
        session.list(after, reader, and(parameters, number, limit));
      case Page.Before(var number, var limit) ->
        session.list(before, reader, and(parameters, number, limit)).reversed();
      case Page.Numbered it ->
        session.list(numbered, reader, and(parameters, 0L, it.limit(), it.skipped()));
    };
  }

  private static Object[] and(Object[] first, Object... more) {
    var all = Arrays.copyOf(first, first.length + more.length);
    System.arraycopy(more, 0, all, first.length, more.length);
    return all;
  }
}
