package plaza.core.port;

import java.util.Optional;
import java.util.function.Function;

/// Memory of rows that nearly every call asks for. Disposable: what it forgets is read again.
///
/// - What a load does not find is not kept.
/// - Callers who miss the same key at once cause one load.
/// - Once [#drop] or [#clear] has returned, nothing is given out that a load found which began
///   before.
/// - Limit: the number of rows is bounded; those that are asked for seldom go first.
public interface Cache<K, V> {
  /// Makes the caches of a deployment.
  interface Maker {
    /// @param rowsMax how many rows are kept at most
    <K, V> Cache<K, V> make(int rowsMax);
  }

  /// The row of this key, or what `load` finds.
  Optional<V> get(K key, Function<K, Optional<V>> load);

  void drop(K key);

  void clear();
}
