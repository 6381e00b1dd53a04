package plaza.embedded.search;

import java.util.HashMap;
import java.util.Map;
import plaza.core.port.Position;
import plaza.core.text.Folding;

/// The index position of each partition in one epoch of the store, committed with the index.
record IndexPositions(String epoch, Map<Integer, Long> byPartition) {
  /// Names the form of the documents and the version of the folding that made their text: an index
  /// of another one has no epoch, and is rebuilt.
  private static final String EPOCH = "epoch-2-folding-" + Folding.VERSION;

  private static final String PARTITION = "partition-";

  IndexPositions(String epoch) {
    this(epoch, Map.of());
  }

  IndexPositions {
    byPartition = Map.copyOf(byPartition);
  }

  long of(int partition) {
    return byPartition.getOrDefault(partition, Position.start(partition));
  }

  IndexPositions with(int partition, long position) {
    var changed = new HashMap<>(byPartition);
    changed.put(partition, position);
    return new IndexPositions(epoch, changed);
  }

  Map<String, String> toCommit() {
    var data = new HashMap<String, String>();
    data.put(EPOCH, epoch);
    byPartition.forEach(
        (partition, position) -> data.put(PARTITION + partition, Long.toString(position)));
    return data;
  }

  static IndexPositions ofCommit(Map<String, String> data) {
    var positions = new HashMap<Integer, Long>();
    data.forEach((key, value) -> {
      if (key.startsWith(PARTITION)) {
        positions.put(Integer.parseInt(key.substring(PARTITION.length())), Long.parseLong(value));
      }
    });
    return new IndexPositions(data.getOrDefault(EPOCH, ""), positions);
  }
}
