package plaza.core.pipeline;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The rows of a batch: as they were read, with the changes of the events applied so far.
///
/// @param <K> what names a row
/// @param <V> a row
public final class UnitOfWork<K, V> {
  private final Map<K, V> rows;
  private final Set<K> inserted = new LinkedHashSet<>();
  private final Set<K> updated = new LinkedHashSet<>();

  public UnitOfWork(Map<K, V> read) {
    this.rows = new HashMap<>(read);
  }

  /// Lays rows under that were read later. Those that are known stay as they are.
  public void read(Map<K, V> more) {
    more.forEach(rows::putIfAbsent);
  }

  public Optional<V> find(K key) {
    return Optional.ofNullable(rows.get(key));
  }

  public void insert(K key, V row) {
    rows.put(key, row);
    inserted.add(key);
  }

  /// A row that this batch inserted stays inserted, as it is now.
  public void update(K key, V row) {
    rows.put(key, row);
    if (!inserted.contains(key)) {
      updated.add(key);
    }
  }

  /// The new rows, in the order in which they were inserted.
  public List<V> inserted() {
    return inserted.stream().map(rows::get).toList();
  }

  /// The changed rows that were there before, each once, in the order of their first change.
  public List<V> updated() {
    return updated.stream().map(rows::get).toList();
  }
}
