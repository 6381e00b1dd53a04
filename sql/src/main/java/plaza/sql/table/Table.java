package plaza.sql.table;

import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A table, declared once: its columns, its key, and how a row becomes a record and back. Lists of
/// columns, statements that write and lookups by key follow from that; queries are SQL that takes
/// the list of columns from here. All texts are made once, so that statements are prepared once.
///
/// @param <R> the record of a row
public final class Table<R> implements RowReader<R> {
  private final String name;
  private final List<Column<R, ?>> stored;
  private final List<Column<R, ?>> written;
  private final List<Column<R, ?>> key;
  private final RowReader<R> reader;
  private final Write<R> insert;
  private final Write<R> replace;
  private final Write<R> update;
  private final Lookup<R> byKey;

  Table(
      String name,
      List<Column<R, ?>> stored,
      List<Column<R, ?>> derived,
      List<Column<R, ?>> key,
      RowReader<R> reader) {
    this.name = name;
    this.stored = List.copyOf(stored);
    this.written = both(stored, derived);
    this.key = key;
    this.reader = reader;
    this.insert = writing("INSERT");
    this.replace = writing("REPLACE");
    this.update = updating(values());
    this.byKey = by(key);
  }

  private static <T> List<T> both(List<? extends T> first, List<? extends T> second) {
    return Stream.<T>concat(first.stream(), second.stream()).toList();
  }

  public String name() {
    return name;
  }

  /// The columns of the key.
  public List<Column<R, ?>> key() {
    return key;
  }

  /// The written columns that are not of the key.
  public List<Column<R, ?>> values() {
    return written.stream().filter(column -> !key.contains(column)).toList();
  }

  Column<R, ?> firstOfKey() {
    return key.getFirst();
  }

  /// How many columns a `SELECT` has of it.
  int width() {
    return stored.size();
  }

  /// What a `SELECT` must have for [#read], for a statement about this table alone.
  public String columns() {
    return list(stored, Column::name);
  }

  /// What a `SELECT` must have for [#read].
  ///
  /// @param alias of the table in the statement
  public String columns(String alias) {
    return list(stored, column -> alias + "." + column.name());
  }

  /// As [#columns], with those that follow from the others behind them.
  public String allColumns() {
    return list(written, Column::name);
  }

  private static <R> String list(List<Column<R, ?>> columns, Function<Column<R, ?>, String> text) {
    return columns.stream().map(text).collect(Collectors.joining(", "));
  }

  private static <R> String all(List<Column<R, ?>> columns, Function<String, String> condition) {
    return columns.stream()
        .map(column -> condition.apply(column.name()))
        .collect(Collectors.joining(" AND "));
  }

  @Override
  public R read(Row row) throws SQLException {
    return reader.read(row);
  }

  /// Writes a new row.
  public Write<R> insert() {
    return insert;
  }

  /// Writes a row in place of the one with the same key, if there is one.
  public Write<R> replace() {
    return replace;
  }

  private Write<R> writing(String verb) {
    return new Write<>(
        verb + " INTO " + name + " (" + allColumns() + ")\nVALUES (" + list(written, _ -> "?")
            + ")",
        written);
  }

  /// Changes all columns but the key of the row with the same key.
  public Write<R> update() {
    return update;
  }

  /// As [#update], of some columns. To be kept: it makes the text of the statement.
  @SafeVarargs
  @SuppressWarnings("varargs")
  public final Write<R> update(Column<R, ?>... changed) {
    return updating(List.of(changed));
  }

  private Write<R> updating(List<Column<R, ?>> changed) {
    return new Write<>(
        "UPDATE " + name + "\nSET " + list(changed, column -> column.name() + " = ?") + "\nWHERE "
            + all(key, column -> column + " = ?"),
        both(changed, key));
  }

  /// Finds rows by their key; in a table without one, its only row.
  public Lookup<R> byKey() {
    return byKey;
  }

  /// Finds rows by other columns that have an index. To be kept: it makes the texts of statements.
  @SafeVarargs
  @SuppressWarnings("varargs")
  public final Lookup<R> by(Column<R, ?>... columns) {
    return by(List.of(columns));
  }

  /// Reads rows between two values of a column, in its order. The parameters are the value below
  /// the first row, the one above the last, and how many rows. To be kept: it makes the text of
  /// the statement.
  public String between(Column.OfLong<R> column) {
    return "SELECT " + columns() + "\nFROM " + name + "\nWHERE " + column.name() + " > ? AND "
        + column.name() + " < ?\nORDER BY " + column.name() + "\nLIMIT ?";
  }

  private Lookup<R> by(List<Column<R, ?>> columns) {
    var one = "SELECT " + columns() + "\nFROM " + name
        + (columns.isEmpty() ? "" : "\nWHERE " + all(columns, column -> column + " = ?"));
    var many = "SELECT " + columns("t") + "\nFROM wanted CROSS JOIN " + name + " t\nWHERE "
        + all(columns, column -> "t." + column + " = wanted." + column);
    return new Lookup<>(this, one, list(columns, Column::name), many);
  }
}
