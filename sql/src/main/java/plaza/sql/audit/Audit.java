package plaza.sql.audit;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import plaza.core.event.EventReader;
import plaza.sql.Partitions;
import plaza.sql.PooledConnection;
import plaza.sql.Sessions;
import plaza.sql.table.Column;
import plaza.sql.table.Row;
import plaza.sql.table.RowReader;
import plaza.sql.table.Table;

/// Shared helpers for checking tables.
///
/// @param rowsMax how many rows of a table are read, the first by its key; a server in use is not
///     to be kept busy
/// @param progress hears how many rows were read since it last heard
public record Audit(
    Sessions sessions,
    Partitions partitions,
    RowProblems problems,
    long rowsMax,
    LongConsumer progress) {
  /// Rows are read in pages.
  private static final int PAGE = 500;

  /// How many rows a statement about several tables names.
  private static final int NAMED_MAX = 10_000;

  /// Whether all rows are read.
  public boolean whole() {
    return rowsMax == Long.MAX_VALUE;
  }

  /// What is read of a table.
  ///
  /// @param key the columns by which it is read in pages: its primary key, or others that are
  ///     unique and have an index
  /// @param columns what is read, for a SELECT
  public record Scan<T>(String table, List<String> key, String columns, RowReader<T> reader) {
    /// The records of a table.
    public static <R> Scan<R> of(Table<R> table) {
      return new Scan<>(table.name(), names(table.key()), table.columns(), table);
    }

    /// A table with the columns that follow from others.
    public static <R, T> Scan<T> ofAll(Table<R> table, RowReader<T> reader) {
      return new Scan<>(table.name(), names(table.key()), table.allColumns(), reader);
    }

    private static <R> List<String> names(List<Column<R, ?>> columns) {
      return columns.stream().<String>map(Column::name).toList();
    }

    public Scan<T> inOrderOf(Column<?, ?> column) {
      return new Scan<>(table, List.of(column.name()), columns, reader);
    }

    private String sql(boolean first) {
      var keys = String.join(", ", key);
      var marks = key.stream().map(_ -> "?").collect(Collectors.joining(", "));
      return "SELECT " + columns + ", " + keys(" AS audit_") + "\nFROM " + table + "\n"
          + (first ? "" : "WHERE (" + keys + ") > (" + marks + ")\n")
          + "ORDER BY " + keys + " LIMIT ?";
    }

    private String keys(String as) {
      return IntStream.range(0, key.size())
          .mapToObj(i -> key.get(i) + as + i)
          .collect(Collectors.joining(", "));
    }
  }

  /// What is done with a page of rows in the snapshot that they were read in.
  @FunctionalInterface
  public interface PageCheck<T> {
    void check(PooledConnection session, List<T> page);
  }

  /// A page's rows that could be read, and the key of its last row.
  private record Read<T>(List<T> rows, List<List<Object>> keys) {}

  /// Reads a table in pages, each in a snapshot of its own, and reports the rows that can't be
  /// read.
  public <T> void read(Scan<T> scan, PageCheck<T> check) {
    Object[] behind = {};
    for (long seen = 0; seen < rowsMax; ) {
      var after = behind;
      var page = sessions.snapshot(session -> {
        var read = page(session, scan, after);
        check.check(session, read.rows());
        return read.keys();
      });
      progress.accept(page.size());
      seen += page.size();
      if (page.size() < PAGE) {
        return;
      }
      behind = page.getLast().toArray();
    }
  }

  private <T> Read<T> page(PooledConnection session, Scan<T> scan, Object... after) {
    var rows = new ArrayList<T>();
    var parameters = Arrays.copyOf(after, after.length + 1);
    parameters[after.length] = PAGE;
    var keys = session.list(
        scan.sql(after.length == 0),
        row -> {
          var key = key(scan, row);
          decode(scan, key, row, rows::add);
          return key;
        },
        parameters);
    return new Read<>(rows, keys);
  }

  private static List<Object> key(Scan<?> scan, Row row) throws SQLException {
    var key = new ArrayList<Object>();
    for (int i = 0; i < scan.key().size(); i++) {
      var value = row.getObject("audit_" + i);
      key.add(value instanceof Integer number ? Long.valueOf(number) : value);
    }
    return key;
  }

  private <T> void decode(Scan<T> scan, List<Object> key, Row row, Consumer<T> to) {
    try {
      to.accept(scan.reader().read(row));
    } catch (SQLException | RuntimeException e) {
      problems.found("rows of " + scan.table() + " that can't be read", key + reason(e));
    }
  }

  /// What values say about themselves names no private text; what others say may.
  private static String reason(Exception failure) {
    return failure instanceof EventReader.MalformedException
            || failure.getClass().equals(IllegalArgumentException.class)
        ? ": " + failure.getMessage()
        : "";
  }

  /// Does something in one snapshot.
  public void inSnapshot(Consumer<PooledConnection> work) {
    var _ = sessions.snapshot(session -> {
      work.accept(session);
      return true;
    });
  }

  /// Reports every row that a statement finds. Left out when one of the tables that it reads as a
  /// whole has more rows than may be read.
  ///
  /// @param tables with commas between
  /// @param sql selects one column that names the row
  public void none(String tables, String kind, String sql, Object... parameters) {
    for (var table : tables.split(",", -1)) {
      if (isLarge(table)) {
        return;
      }
    }
    var all = Arrays.copyOf(parameters, parameters.length + 1);
    all[parameters.length] = NAMED_MAX;
    sessions
        .read(session -> session.list(sql + "\nLIMIT ?", row -> row.getString(1), all))
        .forEach(row -> problems.found(kind, row));
  }

  private boolean isLarge(String table) {
    var sql = "SELECT COUNT(*) FROM (SELECT 1 AS one FROM " + table + " LIMIT ?) some";
    return rowsMax < Long.MAX_VALUE
        && sessions
                .read(session -> session.first(sql, row -> row.getLong(1), rowsMax + 1))
                .orElse(0L)
            > rowsMax;
  }

  /// Reports a row if something is wrong with it.
  public void require(boolean good, String kind, String row) {
    if (!good) {
      problems.found(kind, row);
    }
  }
}
