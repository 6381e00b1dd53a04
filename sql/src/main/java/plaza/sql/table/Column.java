package plaza.sql.table;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/// A column of a table: its name, its value in a record, and how the value is stored. Columns are
/// made by [Columns].
///
/// @param <R> the record of a row
/// @param <V> the value in the program
public abstract sealed class Column<R, V> {
  private final String name;
  private final int place;

  /// @param place among the columns of a `SELECT` of the table, from 1; 0: not among them
  private Column(String name, int place) {
    this.name = name;
    this.place = place;
  }

  public final String name() {
    return name;
  }

  final int place() {
    return place;
  }

  /// Sets a statement's parameter to the value of a record.
  abstract void bind(PreparedStatement statement, int parameter, R row) throws SQLException;

  /// The value of a record as a statement's parameter.
  public abstract Object parameter(R row);

  abstract V read(ResultSet results, int column) throws SQLException;

  /// Stored as a whole number.
  abstract static sealed class Long64<R, V> extends Column<R, V> {
    private final ToLongFunction<R> get;

    Long64(String name, int place, ToLongFunction<R> get) {
      super(name, place);
      this.get = get;
    }

    @Override
    final void bind(PreparedStatement statement, int parameter, R row) throws SQLException {
      statement.setLong(parameter, get.applyAsLong(row));
    }

    @Override
    public final Object parameter(R row) {
      return get.applyAsLong(row);
    }
  }

  /// Stored as a whole number of 32 bits.
  abstract static sealed class Int32<R, V> extends Column<R, V> {
    private final ToIntFunction<R> get;

    Int32(String name, int place, ToIntFunction<R> get) {
      super(name, place);
      this.get = get;
    }

    @Override
    final void bind(PreparedStatement statement, int parameter, R row) throws SQLException {
      statement.setInt(parameter, get.applyAsInt(row));
    }

    @Override
    public final Object parameter(R row) {
      return get.applyAsInt(row);
    }
  }

  /// A whole number.
  public static final class OfLong<R> extends Long64<R, Long> {
    OfLong(String name, int place, ToLongFunction<R> get) {
      super(name, place, get);
    }

    @Override
    Long read(ResultSet results, int column) throws SQLException {
      return results.getLong(column);
    }
  }

  /// A value that a whole number stands for.
  static final class Numbered<R, V> extends Long64<R, V> {
    private final LongFunction<V> decode;

    Numbered(String name, int place, ToLongFunction<R> get, LongFunction<V> decode) {
      super(name, place, get);
      this.decode = decode;
    }

    @Override
    V read(ResultSet results, int column) throws SQLException {
      return decode.apply(results.getLong(column));
    }
  }

  /// A whole number of 32 bits.
  public static final class OfInt<R> extends Int32<R, Integer> {
    OfInt(String name, int place, ToIntFunction<R> get) {
      super(name, place, get);
    }

    @Override
    Integer read(ResultSet results, int column) throws SQLException {
      return results.getInt(column);
    }
  }

  /// Yes or no, stored as 1 or 0.
  public static final class OfFlag<R> extends Int32<R, Boolean> {
    OfFlag(String name, int place, Predicate<R> get) {
      super(name, place, row -> get.test(row) ? 1 : 0);
    }

    @Override
    Boolean read(ResultSet results, int column) throws SQLException {
      return results.getInt(column) != 0;
    }
  }

  /// A value that a whole number of 32 bits stands for.
  static final class Coded<R, V> extends Int32<R, V> {
    private final IntFunction<V> decode;

    Coded(String name, int place, ToIntFunction<R> get, IntFunction<V> decode) {
      super(name, place, get);
      this.decode = decode;
    }

    @Override
    V read(ResultSet results, int column) throws SQLException {
      return decode.apply(results.getInt(column));
    }
  }

  /// A value that a text stands for.
  static final class Text<R, V> extends Column<R, V> {
    private final Function<R, String> get;
    private final Function<String, V> decode;

    Text(String name, int place, Function<R, String> get, Function<String, V> decode) {
      super(name, place);
      this.get = get;
      this.decode = decode;
    }

    @Override
    void bind(PreparedStatement statement, int parameter, R row) throws SQLException {
      statement.setString(parameter, get.apply(row));
    }

    @Override
    public Object parameter(R row) {
      return get.apply(row);
    }

    @Override
    V read(ResultSet results, int column) throws SQLException {
      return decode.apply(results.getString(column));
    }
  }

  /// A value that bytes stand for.
  static final class Bytes<R, V> extends Column<R, V> {
    private final Function<R, byte[]> get;
    private final Function<byte[], V> decode;

    Bytes(String name, int place, Function<R, byte[]> get, Function<byte[], V> decode) {
      super(name, place);
      this.get = get;
      this.decode = decode;
    }

    @Override
    void bind(PreparedStatement statement, int parameter, R row) throws SQLException {
      statement.setBytes(parameter, get.apply(row));
    }

    @Override
    public Object parameter(R row) {
      return get.apply(row);
    }

    @Override
    V read(ResultSet results, int column) throws SQLException {
      return decode.apply(results.getBytes(column));
    }
  }
}
