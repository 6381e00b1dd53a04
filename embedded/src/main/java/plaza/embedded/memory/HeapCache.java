package plaza.embedded.memory;

import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import plaza.core.port.Cache;

/// Rows on the heap. A load holds the lock of its key, so that who drops the key waits for it and
/// then drops what it found.
public final class HeapCache<K, V> implements Cache<K, V> {
  private final long weightMax;
  private final Weight<K, V> weight;
  private volatile ConcurrentMap<K, V> rows;

  public HeapCache(long weightMax, Weight<K, V> weight) {
    this.weightMax = weightMax;
    this.weight = weight;
    this.rows = empty();
  }

  private ConcurrentMap<K, V> empty() {
    return Caffeine.newBuilder()
        .maximumWeight(weightMax)
        .<K, V>weigher(weight::of)
        .build()
        .asMap();
  }

  @Override
  public Optional<V> peek(K key) {
    return Optional.ofNullable(rows.get(key));
  }

  @Override
  public Optional<V> get(K key, Function<K, Optional<V>> load) {
    var current = rows;
    var known = current.get(key);
    return known != null
        ? Optional.of(known)
        : Optional.ofNullable(current.computeIfAbsent(key, k -> load.apply(k).orElse(null)));
  }

  @Override
  public void drop(K key) {
    rows.remove(key);
  }

  /// Loads that are under way end in the rows that are given up.
  @Override
  public void clear() {
    rows = empty();
  }
}
