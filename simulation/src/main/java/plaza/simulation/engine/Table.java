package plaza.simulation.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Rows by key. A copy shares the rows until one of the two changes one.
///
/// @param <K> the key
/// @param <V> the row
final class Table<K, V> {
  private Map<K, V> rows;
  private boolean shared;

  Table() {
    this.rows = new HashMap<>();
  }

  private Table(Map<K, V> rows) {
    this.rows = rows;
    this.shared = true;
  }

  Table<K, V> copy() {
    shared = true;
    return new Table<>(rows);
  }

  Optional<V> find(K key) {
    return Optional.ofNullable(rows.get(key));
  }

  boolean has(K key) {
    return rows.containsKey(key);
  }

  Stream<V> stream() {
    return rows.values().stream();
  }

  /// The rows of those of these keys that have one.
  Map<K, V> some(Iterable<K> keys) {
    var found = new HashMap<K, V>();
    for (var key : keys) {
      var row = rows.get(key);
      if (row != null) {
        found.put(key, row);
      }
    }
    return found;
  }

  private Map<K, V> own() {
    if (shared) {
      rows = new HashMap<>(rows);
      shared = false;
    }
    return rows;
  }

  void put(K key, V row) {
    own().put(key, row);
  }

  /// A row that is there already violates the key.
  void insert(K key, V row) {
    if (own().putIfAbsent(key, row) != null) {
      throw new IllegalStateException("there is a row already for " + key);
    }
  }

  void removeIf(java.util.function.Predicate<V> gone) {
    own().values().removeIf(gone);
  }
}
