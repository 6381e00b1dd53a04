package plaza.embedded.log;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import plaza.core.port.Log;

/// The newest groups of a partition in memory, so that the applier reads what was just appended
/// without touching the disk, and waits here for more.
final class PartitionTail {
  /// The most bytes that are kept; older groups are read from the file.
  private static final long BYTES_MAX = 16L << 20;

  /// By the offset of their first event.
  private final NavigableMap<Long, Group> groups = new TreeMap<>();
  private long bytes;
  private long end;

  PartitionTail(long end) {
    this.end = end;
  }

  synchronized long end() {
    return end;
  }

  synchronized void add(Group group) {
    groups.put(group.first(), group);
    bytes += group.bytes();
    end = group.end();
    while (bytes > BYTES_MAX && groups.size() > 1) {
      bytes -= groups.pollFirstEntry().getValue().bytes();
    }
    notifyAll();
  }

  /// Waits until there is an event at or above `from`; false when none came in time.
  synchronized boolean await(long from, Duration atMost) throws InterruptedException {
    var deadline = System.nanoTime() + atMost.toNanos();
    while (end <= from) {
      var left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }

  /// The events from `from` on, as far as a read goes; empty when the first is not in memory any
  /// more.
  synchronized List<Log.Entry> read(long from) {
    var entries = new ArrayList<Log.Entry>();
    long read = 0;
    var first = groups.floorKey(from);
    if (first == null) {
      return entries;
    }
    for (var group : groups.tailMap(first).values()) {
      for (var i = Math.max(0, from - group.first()); i < group.events().size(); i++) {
        var event = group.events().get((int) i);
        if (entries.size() == Log.BATCH_MAX
            || (read > 0 && read + event.length > Log.BATCH_BYTES_MAX)) {
          return entries;
        }
        entries.add(new Log.Entry(group.first() + i, event));
        read += event.length;
      }
    }
    return entries;
  }
}
