package plaza.simulation.engine;

import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import plaza.core.port.Cache;

/// Rows in a node's memory. A load that began before a row was dropped keeps nothing.
public final class SimulatedCache<K, V> implements Cache<K, V> {
  private static final Duration LONG = Duration.ofMinutes(1);

  private final Hazards hazards;
  private final long weightMax;
  private final Weight<K, V> weight;
  private final Map<K, V> rows = new LinkedHashMap<>();
  private final Set<K> loading = new HashSet<>();
  private long drops;

  public SimulatedCache(long weightMax, Weight<K, V> weight, Hazards hazards) {
    this.hazards = hazards;
    this.weightMax = weightMax;
    this.weight = weight;
  }

  @Override
  public Optional<V> peek(K key) {
    return known(key);
  }

  @Override
  public Optional<V> get(K key, Function<K, Optional<V>> load) {
    while (true) {
      var known = known(key);
      if (known.isPresent()) {
        return known;
      }
      if (begin(key)) {
        return load(key, load);
      }
      hazards.await(() -> !isLoading(key), LONG);
    }
  }

  private Optional<V> load(K key, Function<K, Optional<V>> load) {
    var before = drops();
    Optional<V> found = Optional.empty();
    try {
      found = load.apply(key);
      return found;
    } finally {
      end(key, found, before);
    }
  }

  private synchronized Optional<V> known(K key) {
    return Optional.ofNullable(rows.get(key));
  }

  private synchronized boolean begin(K key) {
    return loading.add(key);
  }

  private synchronized boolean isLoading(K key) {
    return loading.contains(key);
  }

  private synchronized long drops() {
    return drops;
  }

  private synchronized void end(K key, Optional<V> found, long before) {
    loading.remove(key);
    if (before == drops) {
      found.ifPresent(row -> rows.put(key, row));
      forgetTheEldest();
    }
  }

  private void forgetTheEldest() {
    var all = rows.entrySet().stream()
        .mapToLong(row -> weight.of(row.getKey(), row.getValue()))
        .sum();
    for (var eldest = rows.entrySet().iterator(); all > weightMax; eldest.remove()) {
      var row = eldest.next();
      all -= weight.of(row.getKey(), row.getValue());
    }
  }

  @Override
  public synchronized void drop(K key) {
    drops++;
    rows.remove(key);
  }

  @Override
  public synchronized void clear() {
    drops++;
    rows.clear();
  }
}
