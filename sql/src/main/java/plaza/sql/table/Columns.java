package plaza.sql.table;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/// The columns of a table while they are declared, in order. Columns that are stored come first,
/// then those that are [#derived] or [#computed].
///
/// @param <R> the record of a row
public final class Columns<R> {
  private enum Use {
    STORED,
    DERIVED,
    COMPUTED
  }

  private final String table;
  private final Use use;
  private final List<Column<R, ?>> stored;
  private final List<Column<R, ?>> derived;

  private Columns(String table, Use use, List<Column<R, ?>> stored, List<Column<R, ?>> derived) {
    this.table = table;
    this.use = use;
    this.stored = stored;
    this.derived = derived;
  }

  /// @param table its name in the database
  public Columns(String table) {
    this(table, Use.STORED, new ArrayList<>(), new ArrayList<>());
  }

  /// For columns that are written for queries to go by, and are not read with a row because they
  /// follow from the others.
  public Columns<R> derived() {
    return new Columns<>(table, Use.DERIVED, stored, derived);
  }

  /// For columns that the database computes and that rows are found by: neither written nor read.
  public Columns<R> computed() {
    return new Columns<>(table, Use.COMPUTED, stored, derived);
  }

  public Column.OfLong<R> number(String name, ToLongFunction<R> get) {
    return add(new Column.OfLong<>(name, place(), get));
  }

  /// A value that is stored as a number.
  public <V> Column<R, V> number(
      String name, Function<R, V> get, ToLongFunction<V> encode, LongFunction<V> decode) {
    return add(
        new Column.Numbered<>(name, place(), row -> encode.applyAsLong(get.apply(row)), decode));
  }

  public Column.OfInt<R> integer(String name, ToIntFunction<R> get) {
    return add(new Column.OfInt<>(name, place(), get));
  }

  /// A value that has a code.
  public <V> Column<R, V> code(String name, ToIntFunction<R> get, IntFunction<V> decode) {
    return add(new Column.Coded<>(name, place(), get, decode));
  }

  /// Milliseconds since 1970.
  public Column<R, Instant> instant(String name, Function<R, Instant> get) {
    return number(name, get, Instant::toEpochMilli, Instant::ofEpochMilli);
  }

  public Column.OfFlag<R> flag(String name, Predicate<R> get) {
    return add(new Column.OfFlag<>(name, place(), get));
  }

  public Column<R, String> text(String name, Function<R, String> get) {
    return add(new Column.Text<>(name, place(), get, text -> text));
  }

  /// A value that is stored as a text.
  public <V> Column<R, V> text(
      String name, Function<R, V> get, Function<V, String> encode, Function<String, V> decode) {
    return add(new Column.Text<>(name, place(), get.andThen(encode), decode));
  }

  public Column<R, byte[]> bytes(String name, Function<R, byte[]> get) {
    return add(new Column.Bytes<>(name, place(), get, bytes -> bytes));
  }

  /// A value that is stored as bytes.
  public <V> Column<R, V> bytes(
      String name, Function<R, V> get, Function<V, byte[]> encode, Function<byte[], V> decode) {
    return add(new Column.Bytes<>(name, place(), get.andThen(encode), decode));
  }

  private int place() {
    return switch (use) {
      case STORED -> {
        if (!derived.isEmpty()) {
          throw new IllegalStateException(table + " has derived columns already");
        }
        yield stored.size() + 1;
      }
      case DERIVED -> stored.size() + derived.size() + 1;
      case COMPUTED -> 0;
    };
  }

  private <C extends Column<R, ?>> C add(C column) {
    switch (use) {
      case STORED -> stored.add(column);
      case DERIVED -> derived.add(column);
      case COMPUTED -> {}
    }
    return column;
  }

  /// The table, when all columns are declared.
  ///
  /// @param reader makes a record of a row that has at least the stored columns
  /// @param key which row it is: the columns of the primary key
  @SafeVarargs
  @SuppressWarnings("varargs")
  public final Table<R> table(RowReader<R> reader, Column<R, ?>... key) {
    return new Table<>(table, stored, derived, List.of(key), reader);
  }
}
