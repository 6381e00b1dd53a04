package plaza.cluster.search;

import java.util.HashMap;
import java.util.Map;
import plaza.core.port.Position;

/// One life of the index in OpenSearch, and how far it was fed. Kept in OpenSearch as well, so
/// that every node knows what the one that feeds has noted.
final class Generation {
  private final String name;
  private final String epoch;
  private final Map<Integer, Long> written = new HashMap<>();
  private final Map<Integer, Long> searchable = new HashMap<>();
  private final Map<Integer, Long> noted = new HashMap<>();

  /// @param name of the index there
  /// @param epoch of the store's life that it is fed from
  /// @param noted how far each partition is, as OpenSearch has it
  Generation(String name, String epoch, Map<Integer, Long> noted) {
    this.name = name;
    this.epoch = epoch;
    learn(noted);
  }

  String name() {
    return name;
  }

  /// The alias that stands for this life alone: what is written under it ends with it, and does
  /// not make an index anew.
  String feed() {
    return name + "-feed";
  }

  String epoch() {
    return epoch;
  }

  synchronized long written(int partition) {
    return written.getOrDefault(partition, Position.start(partition));
  }

  synchronized long searchable(int partition) {
    return searchable.getOrDefault(partition, Position.start(partition));
  }

  synchronized void wrote(int partition, long position) {
    written.merge(partition, position, Math::max);
  }

  synchronized Map<Integer, Long> written() {
    return Map.copyOf(written);
  }

  /// What `positions` has that is not noted in OpenSearch yet.
  synchronized Map<Integer, Long> unnoted(Map<Integer, Long> positions) {
    var unnoted = new HashMap<Integer, Long>();
    positions.forEach((partition, position) -> {
      if (position > noted.getOrDefault(partition, Position.start(partition))) {
        unnoted.put(partition, position);
      }
    });
    return unnoted;
  }

  /// Everything up to these positions can be searched, but need not be noted yet.
  synchronized void refreshed(Map<Integer, Long> positions) {
    positions.forEach((partition, position) -> searchable.merge(partition, position, Math::max));
  }

  /// What OpenSearch has noted: by us, or by another node that feeds.
  synchronized void learn(Map<Integer, Long> positions) {
    positions.forEach((partition, position) -> {
      noted.merge(partition, position, Math::max);
      written.merge(partition, position, Math::max);
      searchable.merge(partition, position, Math::max);
    });
  }

  /// Whether OpenSearch has less than it had: somebody wiped the index or put an older copy in its
  /// place.
  synchronized boolean wentBack(Map<Integer, Long> positions) {
    return noted.entrySet().stream()
        .anyMatch(known -> positions.getOrDefault(known.getKey(), 0L) < known.getValue());
  }
}
