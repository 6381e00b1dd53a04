package plaza.server.doctor;

import java.time.Duration;
import java.util.List;
import plaza.core.chat.ChatFeature;
import plaza.core.event.EventCodec;
import plaza.core.port.Log;
import plaza.core.tenant.TenantFeature;

/// Every event of a log, in order.
public final class LogWalk {
  private static final Duration AT_ONCE = Duration.ZERO;

  private LogWalk() {}

  /// What is done with an event.
  public interface Visitor {
    /// @param bytes how many the event has
    void visit(int partition, long offset, int bytes, EventCodec.Decoded event);
  }

  /// Of every kind of event.
  public static EventCodec codec() {
    return new EventCodec(List.of(TenantFeature.FORMAT, ChatFeature.FORMAT));
  }

  public static void over(Log log, Visitor visitor) throws InterruptedException {
    var codec = codec();
    for (int partition = 0; partition < log.partitions(); partition++) {
      var at = log.start(partition);
      while (at < log.end(partition)) {
        var entries = log.read(partition, at, AT_ONCE);
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
