package plaza.edge.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The open connections: so many, so many of an address, none that dawdles over the head of a
/// request, and none that leaves its answers unread.
/// (A connection on which a byte comes now and then is not silent, but may never say anything.)
final class Connections {
  /// How soon a connection is closed whose client sends nothing more and has all its answers.
  private static final Duration CLOSING = Duration.ofMillis(10);

  private final ConcurrentHashMap<Channel, Watched> open = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<String, AtomicInteger> ofAddress = new ConcurrentHashMap<>();
  private final Limits limits;
  private final int max = Limits.connectionsInAll(Limits.descriptors());
  private final Load load;
  private final Consumer<HttpConnection> inputEnded;

  /// @param load that bytes which wait to be read are charged to
  /// @param inputEnded called with a connection, on its loop, whose client sends nothing more
  Connections(Limits limits, Load load, Consumer<HttpConnection> inputEnded) {
    this.limits = limits;
    this.load = load;
    this.inputEnded = inputEnded;
  }

  private static final class Watched {
    private final AtomicInteger requests = new AtomicInteger();
    private final Unread unread;
    private volatile long waitingSince = System.nanoTime();
    private volatile boolean inputEnded;

    /// What is done once the client has read most of what it was sent; on the channel's loop only.
    private @Nullable Runnable whenRead;

    Watched(Unread unread) {
      this.unread = unread;
    }
  }

  /// Takes note of a new connection; closes it when there are too many, of its
  /// address or at all.
  void opened(HttpConnection connection) {
    var address = ClientAddress.of(connection.remoteAddress()).limitKey();
    var count = ofAddress.computeIfAbsent(address, _ -> new AtomicInteger());
    var channel = channel(connection);
    var watched = new Watched(new Unread(channel, limits, load, address));
    open.put(channel, watched);
    // The channel's end, for a connection may leave the HTTP server before.
    var _ = channel.closeFuture().addListener(_ -> {
      open.remove(channel);
      watched.unread.forget();
      if (count.decrementAndGet() == 0) {
        ofAddress.remove(address, count);
      }
    });
    if (count.incrementAndGet() > limits.connections() || open.size() > max) {
      connection.close();
      return;
    }
    Transports.limitUnsent(channel);
    watch(connection, channel, watched);
  }

  /// A client may end its side of the connection behind its request, and wait for the answer
  /// (RFC 9112, 9.6); or send its next request before it reads the answer.
  private void watch(HttpConnection connection, Channel channel, Watched watched) {
    var _ = channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
    var last = ((HttpServerConnection) connection).channelHandlerContext().name();
    channel.pipeline().addBefore(last, "input-end-and-drain", new ChannelInboundHandlerAdapter() {
      @Override
      public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
        super.userEventTriggered(context, event);
        if (event instanceof ChannelInputShutdownEvent) {
          watched.inputEnded = true;
          inputEnded.accept(connection);
          closeSoonWhenAnswered(connection, watched);
        }
      }

      @Override
      public void channelWritabilityChanged(ChannelHandlerContext context) throws Exception {
        super.channelWritabilityChanged(context);
        var then = watched.whenRead;
        if (then != null && context.channel().isWritable()) {
          watched.whenRead = null;
          then.run();
        }
      }
    });
  }

  /// Behind what its loop has to do now: an answer that is ready may be on its way there, and the
  /// next request follows it.
  private static void closeSoonWhenAnswered(HttpConnection connection, Watched watched) {
    var _ = new Loop(channel(connection).eventLoop())
        .later(CLOSING, () -> closeWhenAnswered(connection, watched));
  }

  private static void closeWhenAnswered(HttpConnection connection, Watched watched) {
    if (watched.requests.get() == 0) {
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

  /// Whether the client reads what it is sent: nothing much waits for it.
  boolean isRead(HttpConnection connection) {
    return channel(connection).isWritable();
  }

  /// Does this, on the connection's loop, once its client has read most of what it was sent; never,
  /// when it is closed before. There is one such thing at a time: the request that comes next.
  void whenRead(HttpConnection connection, Runnable then) {
    var watched = open.get(channel(connection));
    if (watched != null) {
      watched.whenRead = then;
    }
  }

  /// Charges what waits to be read on a connection to this client, as [HttpEdge] keys it.
  void chargeTo(String client, HttpConnection connection) {
    var watched = open.get(channel(connection));
    if (watched != null) {
      watched.unread.chargeTo(client);
    }
  }

  /// A request was answered.
  void ended(HttpConnection connection) {
    var channel = channel(connection);
    var watched = open.get(channel);
    if (watched != null) {
      watched.waitingSince = System.nanoTime();
      watched.requests.decrementAndGet();
      if (watched.inputEnded) {
        closeSoonWhenAnswered(connection, watched);
      }
    }
  }

  /// Closes the connections that have waited too long for a request, or whose client reads too
  /// slowly.
  void sweep() {
    var now = System.nanoTime();
    PeriodicTask.forEach(open.entrySet(), entry -> sweep(entry.getKey(), entry.getValue(), now));
  }

  private void sweep(Channel channel, Watched watched, long now) {
    if (watched.requests.get() == 0
        && now - watched.waitingSince > limits.silence().toNanos()) {
      var _ = channel.close();
    }
    watched.unread.look(now);
  }
}
