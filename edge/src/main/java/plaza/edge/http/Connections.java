package plaza.edge.http;

import io.netty.channel.Channel;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// The open connections: so many, so many of an address, and none that dawdles over the head of a
/// request.
/// (A connection on which a byte comes now and then is not silent, but may never say anything.)
final class Connections {
  private final ConcurrentHashMap<Channel, Watched> open = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<String, AtomicInteger> ofAddress = new ConcurrentHashMap<>();
  private final int max;
  private final int ofAddressMax;
  private final long waitingNanosMax;

  /// @param waiting how long a connection may be without a whole head
  Connections(int max, int ofAddressMax, Duration waiting) {
    this.max = max;
    this.ofAddressMax = ofAddressMax;
    this.waitingNanosMax = waiting.toNanos();
  }

  private static final class Watched {
    private final AtomicInteger requests = new AtomicInteger();
    private volatile long waitingSince = System.nanoTime();
  }

  /// Takes note of a new connection; closes it when there are too many, of its
  /// address or at all.
  void opened(HttpConnection connection) {
    var address = ClientAddress.of(connection.remoteAddress()).limitKey();
    var count = ofAddress.computeIfAbsent(address, _ -> new AtomicInteger());
    var channel = channel(connection);
    open.put(channel, new Watched());
    // The channel's end, for a connection may leave the HTTP server before.
    var _ = channel.closeFuture().addListener(_ -> {
      open.remove(channel);
      if (count.decrementAndGet() == 0) {
        ofAddress.remove(address, count);
      }
    });
    if (count.incrementAndGet() > ofAddressMax || open.size() > max) {
      connection.close();
    }
  }

  private static Channel channel(HttpConnection connection) {
    return ((HttpServerConnection) connection).channelHandlerContext().channel();
  }

  /// A request's head has come.
  void began(HttpConnection connection) {
    var watched = open.get(channel(connection));
    if (watched != null) {
      watched.requests.incrementAndGet();
    }
  }

  /// A request was answered.
  void ended(HttpConnection connection) {
    var watched = open.get(channel(connection));
    if (watched != null) {
      watched.waitingSince = System.nanoTime();
      watched.requests.decrementAndGet();
    }
  }

  /// Closes the connections that have waited too long for a request.
  void sweep() {
    var now = System.nanoTime();
    open.forEach((channel, watched) -> {
      if (watched.requests.get() == 0 && now - watched.waitingSince > waitingNanosMax) {
        var _ = channel.close();
      }
    });
  }
}
