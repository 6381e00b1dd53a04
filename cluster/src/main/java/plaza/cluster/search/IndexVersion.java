package plaza.cluster.search;

import java.util.HashMap;
import java.util.Map;
import plaza.core.port.Position;

/// One version of the index in OpenSearch, and its positions. Kept in OpenSearch as well, so
/// that every node knows what the one that feeds has noted.
final class IndexVersion {
  private final String name;
  private final String birth;
  private final String epoch;
  private final Map<Integer, Long> written = new HashMap<>();
  private final Map<Integer, Long> searchable = new HashMap<>();
  private final Map<Integer, Checkpoint> notes = new HashMap<>();

  /// @param name of the index there
  /// @param birth what no other index has, not even one that gets the name when this one is gone;
  ///     empty when it is of an older form
  /// @param epoch of the store's life that it is fed from
  IndexVersion(String name, String birth, String epoch) {
    this.name = name;
    this.birth = birth;
    this.epoch = epoch;
  }

  String name() {
    return name;
  }

  /// The alias that stands for this life alone: what is written and asked under it ends with it,
  /// does not make an index again, and is never another one's that has got its name.
  String alias() {
    return birth.isEmpty() ? name : name + "-" + birth;
  }

  String birth() {
    return birth;
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
    written.put(partition, position);
  }

  synchronized Map<Integer, Long> written() {
    return Map.copyOf(written);
  }

  /// The partition's note as this node knows it.
  synchronized Checkpoint note(int partition) {
    return notes.getOrDefault(partition, Checkpoint.none(partition));
  }

  /// This node has written the partition's note.
  synchronized void noted(int partition, Checkpoint note) {
    notes.put(partition, note);
  }

  /// How far each partition is that was written and is not noted yet.
  synchronized Map<Integer, Long> unnoted() {
    var unnoted = new HashMap<Integer, Long>();
    written.forEach((partition, position) -> {
      if (position > note(partition).position()) {
        unnoted.put(partition, position);
      }
    });
    return unnoted;
  }

  /// Everything up to these positions can be searched, but need not be noted yet.
  synchronized void refreshed(Map<Integer, Long> positions) {
    positions.forEach((partition, position) -> searchable.merge(partition, position, Math::max));
  }

  /// Takes over what OpenSearch has noted and this node did not write, be it forth, because another
  /// node feeds, or back.
  synchronized void learn(Map<Integer, Checkpoint> now) {
    now.forEach((partition, note) -> {
      if (!note.equals(note(partition))) {
        notes.put(partition, note);
        written.put(partition, note.position());
        searchable.put(partition, note.position());
      }
    });
  }

  /// What is noted can be searched, no matter who has noted it.
  synchronized void see(Map<Integer, Checkpoint> now) {
    now.forEach((partition, note) -> searchable.merge(partition, note.position(), Math::max));
  }
}
