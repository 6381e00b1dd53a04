package plaza.core.port;

import java.util.Optional;
import java.util.function.Function;

/// A cache of rows that nearly every call needs. Disposable: what it forgets is read again.
///
/// - What a load does not find is not kept.
/// - Callers who miss the same key at once cause one load.
/// - Once [#drop] or [#clear] has returned, nothing is given out that a load found which began
///   before.
/// - Limit: what the rows weigh together is bounded; those that are asked for seldom go first.
public interface Cache<K, V> {
  /// Makes the caches of a deployment.
  interface Maker {
    /// @param weightMax what the rows that are kept weigh together, at most
    <K, V> Cache<K, V> make(long weightMax, Weight<K, V> weight);

    /// @param rowsMax how many rows are kept at most
    default <K, V> Cache<K, V> make(int rowsMax) {
      return make(rowsMax, (_, _) -> 1);
    }
  }

  /// What a row weighs: its bytes, for example.
  @FunctionalInterface
  interface Weight<K, V> {
    int of(K key, V row);
  }

  /// The row of this key, if it is in memory; never waits.
  Optional<V> peek(K key);

  /// The row of this key, or what `load` finds.
  Optional<V> get(K key, Function<K, Optional<V>> load);

  void drop(K key);

  void clear();
}
