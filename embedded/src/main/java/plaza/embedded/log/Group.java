package plaza.embedded.log;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import plaza.core.port.Log;

/// A group of events as it is in one row: each event behind its length in four bytes.
record Group(long first, List<byte[]> events) {
  private static final int LENGTH_BYTES = 4;

  /// The offset behind the last event.
  long end() {
    return first + events.size();
  }

  long bytes() {
    return events.stream().mapToLong(event -> event.length + LENGTH_BYTES).sum();
  }

  byte[] encode() {
    var buffer = ByteBuffer.allocate(Math.toIntExact(bytes()));
    for (var event : events) {
      buffer.putInt(event.length).put(event);
    }
    return buffer.array();
  }

  /// The group's entries. Where a length is impossible, all that follows is one event, which its
  /// checksum will refuse; the offsets behind it are holes.
  static List<Log.Entry> decode(long first, int count, byte[] row) {
    var buffer = ByteBuffer.wrap(row);
    var entries = new ArrayList<Log.Entry>(count);
    for (int i = 0; i < count && buffer.hasRemaining(); i++) {
      entries.add(new Log.Entry(first + i, next(buffer)));
    }
    return entries;
  }

  private static byte[] next(ByteBuffer buffer) {
    var length = buffer.remaining() >= LENGTH_BYTES ? buffer.getInt(buffer.position()) : -1;
    if (length < 0 || length > buffer.remaining() - LENGTH_BYTES) {
      length = buffer.remaining();
    } else {
      buffer.position(buffer.position() + LENGTH_BYTES);
    }
    var event = new byte[length];
    buffer.get(event);
    return event;
  }
}
