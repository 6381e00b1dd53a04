package plaza.simulation.engine;

import java.util.function.Function;

/// Declares a table of a [SimulatedStore], once: its features read and write its rows by it, and
/// copies of the store have them too.
///
/// @param name for messages
/// @param key which row it is
/// @param <K> the key
/// @param <R> the row
record TableDefinition<K, R>(String name, Function<R, K> key) {
  /// A row that is a value under a key.
  record Entry<K, V>(K key, V value) {}

  /// A table of values under keys.
  static <K, V> TableDefinition<K, Entry<K, V>> ofEntries(String name) {
    return new TableDefinition<>(name, Entry::key);
  }
}
