package plaza.server.doctor;

import java.time.Duration;
import java.util.List;
import plaza.core.event.EventCodec;
import plaza.core.port.Log;
import plaza.core.product.Features;

/// Every event of a log, in order.
public final class LogWalk {
  private static final Duration AT_ONCE = Duration.ZERO;

  private LogWalk() {}

  /// What is done with an event.
  public interface Visitor {
    /// @param bytes how many the event has
    void visit(int partition, long offset, int bytes, EventCodec.Decoded event);
  }

  /// Those from `at` on; a server that runs may have trimmed them meanwhile.
  private static List<Log.Entry> read(Log log, int partition, long at) throws InterruptedException {
    try {
      return log.read(partition, at, AT_ONCE);
    } catch (Log.TrimmedException e) {
      return log.read(partition, log.start(partition), AT_ONCE);
    }
  }

  public static void over(Log log, Visitor visitor) throws InterruptedException {
    var codec = Features.codec();
    for (int partition = 0; partition < log.partitions(); partition++) {
      var at = log.start(partition);
      while (at < log.end(partition)) {
        var entries = read(log, partition, at);
        if (entries.isEmpty()) {
          break;
        }
        for (var entry : entries) {
          var bytes = entry.bytes();
          visitor.visit(partition, entry.offset(), bytes.length, codec.decode(bytes));
        }
        at = entries.getLast().offset() + 1;
      }
    }
  }
}
