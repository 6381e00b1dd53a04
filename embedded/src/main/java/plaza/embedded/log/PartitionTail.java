package plaza.embedded.log;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import plaza.core.port.Log;

/// The newest groups of a partition in memory, so that the applier reads what was just appended
/// without touching the disk, and waits here for more.
final class PartitionTail {
  /// The most bytes that are kept; older groups are read from the file.
  private static final long BYTES_MAX = 16L << 20;

  private final Deque<Group> groups = new ArrayDeque<>();
  private long bytes;
  private long end;

  PartitionTail(long end) {
    this.end = end;
  }

  synchronized long end() {
    return end;
  }

  synchronized void add(Group group) {
    groups.addLast(group);
    bytes += group.bytes();
    end = group.end();
    while (bytes > BYTES_MAX && groups.size() > 1) {
      bytes -= groups.removeFirst().bytes();
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
    if (groups.isEmpty() || groups.peekFirst().first() > from) {
      return entries;
    }
    for (var group : groups) {
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
