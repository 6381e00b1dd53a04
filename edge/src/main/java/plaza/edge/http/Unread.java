package plaza.edge.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;

/// The bytes that a client has been sent and does not read. They must be read within the time that
/// their length allows, and count for the client's share of the memory.
final class Unread {
  /// The most bytes that are charged here: those of a long answer are charged to its request.
  private static final long CHARGED_MAX = 64 << 10;

  private final Channel channel;
  private final Limits limits;
  private final Load load;
  private String client;
  private volatile long charged;
  private volatile boolean marked;
  private long markedAt;
  private long bytesBefore;

  /// @param client as [Load] knows it
  Unread(Channel channel, Limits limits, Load load, String client) {
    this.channel = channel;
    this.limits = limits;
    this.load = load;
    this.client = client;
  }

  /// Charges the bytes to another client from now on.
  synchronized void chargeTo(String other) {
    if (!client.equals(other)) {
      charge(0);
      client = other;
    }
  }

  /// The connection is closed: nothing waits any more.
  synchronized void forget() {
    charge(0);
  }

  /// Looks how much waits; closes the connection when it has waited too long, or is too much.
  void look(long now) {
    // As it is with nearly all connections, nearly always.
    if (waiting() > 0 || charged > 0 || marked) {
      lookCloser(now);
    }
  }

  private long waiting() {
    var buffer = channel.unsafe().outboundBuffer();
    return buffer == null ? 0 : buffer.totalPendingWriteBytes();
  }

  private synchronized void lookCloser(long now) {
    var bytes = waiting();
    if (!charge(Math.min(bytes, CHARGED_MAX)) || isLate(now)) {
      cut();
    } else if (bytes > 0 && !marked) {
      mark(now, bytes);
    }
  }

  private boolean charge(long bytes) {
    var more = bytes - charged;
    charged = bytes;
    return more == 0 || load.charge(client, more);
  }

  private boolean isLate(long now) {
    return marked && now - markedAt > limits.slowest(bytesBefore).toNanos();
  }

  /// Puts a mark behind what waits; it comes out when all before it has been taken.
  private void mark(long now, long bytes) {
    marked = true;
    markedAt = now;
    bytesBefore = bytes;
    channel.eventLoop().execute(() -> {
      var out = channel.newPromise();
      var _ = out.addListener(_ -> unmark());
      channel.unsafe().write(Unpooled.EMPTY_BUFFER, out);
      channel.unsafe().flush();
    });
  }

  private synchronized void unmark() {
    marked = false;
  }

  /// Closes at once; a graceful close waits until the client has read everything.
  private void cut() {
    channel.eventLoop().execute(() -> channel.unsafe().close(channel.voidPromise()));
  }
}
