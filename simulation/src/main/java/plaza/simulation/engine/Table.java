package plaza.simulation.engine;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Rows by key. A copy shares the rows until one of the two changes one.
///
/// @param <K> the key
/// @param <R> the row
final class Table<K, R> {
  private final TableDefinition<K, R> definition;
  private Map<K, R> rows;
  private boolean shared;

  Table(TableDefinition<K, R> definition) {
    this(definition, new HashMap<>(), false);
  }

  private Table(TableDefinition<K, R> definition, Map<K, R> rows, boolean shared) {
    this.definition = definition;
    this.rows = rows;
    this.shared = shared;
  }

  Table<K, R> copy() {
    shared = true;
    return new Table<>(definition, rows, true);
  }

  Optional<R> find(K key) {
    return Optional.ofNullable(rows.get(key));
  }

  Stream<R> stream() {
    return rows.values().stream();
  }

  /// The rows of those of these keys that have one.
  Map<K, R> some(Iterable<K> keys) {
    var found = new HashMap<K, R>();
    for (var key : keys) {
      var row = rows.get(key);
      if (row != null) {
        found.put(key, row);
      }
    }
    return found;
  }

  private Map<K, R> own() {
    if (shared) {
      rows = new HashMap<>(rows);
      shared = false;
    }
    return rows;
  }

  void put(R row) {
    own().put(definition.key().apply(row), row);
  }

  void putAll(Collection<R> all) {
    all.forEach(this::put);
  }

  /// A row that is there already violates the key.
  void insert(R row) {
    var key = definition.key().apply(row);
    if (own().putIfAbsent(key, row) != null) {
      throw new IllegalStateException(
          "there is a row already in " + definition.name() + " for " + key);
    }
  }

  void insertAll(Collection<R> all) {
    all.forEach(this::insert);
  }

  /// Whether there was one.
  boolean remove(K key) {
    return own().remove(key) != null;
  }

  void removeIf(Predicate<R> gone) {
    own().values().removeIf(gone);
  }
}
