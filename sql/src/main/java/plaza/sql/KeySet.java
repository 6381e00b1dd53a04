package plaza.sql;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import plaza.sql.dialect.Dialect;
import plaza.sql.table.Lookup;
import plaza.sql.table.RowReader;

/// Reads or changes the rows of many keys with few statements: the keys are a table `wanted` in the
/// statement. The numbers of keys come from a small set, so that few statements are prepared; keys
/// of nothing fill up, which no row has. `CROSS JOIN` between `wanted` and a table is the join that
/// reads them in this order; databases call it by different names.
public final class KeySet {
  private static final int[] SIZES = {1, 2, 4, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256};

  /// Stands for the definition of `wanted` in a statement that does not begin with it.
  static final String DEFINITION = "{wanted}";

  private static final Map<Shape, String> STATEMENTS = new ConcurrentHashMap<>();

  private KeySet() {}

  /// @param columns the columns of `wanted`, for example `application, chat`
  /// @param select the rest of the statement, which reads from `wanted`
  /// @param keys one array of parameters a key, in the order of the columns
  /// @param more parameters of the rest of the statement
  public static <T> List<T> list(
      PooledConnection session,
      String columns,
      String select,
      Collection<Object[]> keys,
      RowReader<T> reader,
      Object... more) {
    var rows = new ArrayList<T>();
    for (var chunk : chunks(keys)) {
      var sql = sql(session.dialect(), columns, select, chunk.size());
      rows.addAll(session.list(sql, reader, chunk.parameters(more)));
    }
    return rows;
  }

  /// The rows with these keys.
  ///
  /// @param keys one array a key: the values of the lookup's columns
  public static <R> List<R> find(
      PooledConnection session, Lookup<R> lookup, Collection<Object[]> keys) {
    return list(session, lookup.columns(), lookup.many(), keys, lookup.table());
  }

  /// The rows that there are of these ids, by id.
  ///
  /// @param columns the values of the lookup's columns
  /// @param id of a row
  public static <K, R> Map<K, R> map(
      PooledConnection session,
      Lookup<R> lookup,
      Collection<K> ids,
      Function<K, Object[]> columns,
      Function<R, K> id) {
    return find(session, lookup, ids.stream().map(columns).toList()).stream()
        .collect(Collectors.toMap(id, row -> row));
  }

  /// How many rows were touched, each once, by a statement with the [#DEFINITION] in it.
  static int update(
      PooledConnection session, String columns, String update, Collection<Object[]> keys) {
    var touched = 0;
    for (var chunk : chunks(keys)) {
      var sql = sql(session.dialect(), columns, update, chunk.size());
      touched += session.update(sql, chunk.parameters());
    }
    return touched;
  }

  /// The keys of one statement, which has `size` of them.
  private record Chunk(List<Object[]> keys, int size) {
    Object[] parameters(Object... more) {
      var width = keys.getFirst().length;
      var parameters = new Object[size * width + more.length];
      Arrays.fill(parameters, PooledConnection.NOTHING);
      for (int i = 0; i < keys.size(); i++) {
        System.arraycopy(keys.get(i), 0, parameters, i * width, width);
      }
      System.arraycopy(more, 0, parameters, size * width, more.length);
      return parameters;
    }
  }

  private static List<Chunk> chunks(Collection<Object[]> keys) {
    var all = List.copyOf(keys);
    var chunks = new ArrayList<Chunk>();
    for (int from = 0; from < all.size(); from += chunks.getLast().size()) {
      var size = size(all.size() - from);
      chunks.add(new Chunk(all.subList(from, Math.min(from + size, all.size())), size));
    }
    return chunks;
  }

  private static int size(int keys) {
    for (var size : SIZES) {
      if (keys <= size) {
        return size;
      }
    }
    return SIZES[SIZES.length - 1];
  }

  private static String sql(Dialect dialect, String columns, String statement, int size) {
    var shape = new Shape(columns, statement, size, dialect.row(), dialect.orderedJoin());
    return STATEMENTS.computeIfAbsent(shape, KeySet::compose);
  }

  /// What tells two statements apart. There are as many as call sites times sizes.
  private record Shape(String columns, String statement, int size, String row, String join) {}

  private static String compose(Shape shape) {
    var width = shape.columns().split(",", -1).length;
    var key = shape.row() + "(" + String.join(", ", Collections.nCopies(width, "?")) + ")";
    var values = String.join(", ", Collections.nCopies(shape.size(), key));
    var wanted = "WITH wanted (" + shape.columns() + ") AS (VALUES " + values + ")\n";
    var statement = shape.statement().replace("CROSS JOIN", shape.join());
    return statement.contains(DEFINITION)
        ? statement.replace(DEFINITION, wanted)
        : wanted + statement;
  }
}
