package plaza.edge.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// A connection that was detached from the HTTP server. From then on it costs a few hundred
/// bytes and not ten thousand, and what is sent to many is written once.
abstract sealed class OpenChannel extends ChannelInboundHandlerAdapter implements LiveConnection
    permits ByteStream, TextSocket {
  /// How many bytes may wait before a connection is full, and how few before it has room again.
  private static final WriteBufferWaterMark WAITING = new WriteBufferWaterMark(64 << 10, 256 << 10);

  /// So many times in a row a client may be found full before it is taken for dead.
  private static final int BEATS_FULL_MAX = 4;

  /// How long a client may take to close a connection that was ended.
  private static final Duration CLOSING_MAX = Duration.ofSeconds(2);

  private final Channel channel;
  private final Callbacks drained = new Callbacks();
  private final Callbacks closed = new Callbacks();
  private int beatsFull;

  OpenChannel(Channel channel) {
    this.channel = channel;
  }

  /// The channel of a request, with nothing of the HTTP server on it any more but encryption. On
  /// its loop.
  static Channel take(HttpServerRequest request) {
    var channel = channel(request);
    var pipeline = channel.pipeline();
    while (pipeline.last() != null && !(pipeline.last() instanceof SslHandler)) {
      pipeline.removeLast();
    }
    return channel;
  }

  static Channel channel(HttpServerRequest request) {
    return ((HttpServerConnection) request.connection()).channelHandlerContext().channel();
  }

  /// Takes part in what happens on the channel, and sends the head of the answer.
  final void open(String head) {
    channel.config().setWriteBufferWaterMark(WAITING);
    channel.pipeline().addLast(this);
    write(head.getBytes(StandardCharsets.US_ASCII));
    flush();
    if (channel instanceof DuplexChannel duplex && duplex.isInputShutdown()) {
      inputEnded();
    }
  }

  /// The client sends nothing more; perhaps it is gone, perhaps it goes on reading.
  abstract void inputEnded();

  final void write(byte[] bytes) {
    if (channel.isActive()) {
      write(Unpooled.wrappedBuffer(bytes));
    }
  }

  final void write(SharedBuffer parcel) {
    if (channel.isActive()) {
      write(parcel.copy());
    }
  }

  private void write(ByteBuf bytes) {
    var _ = channel.write(bytes, channel.voidPromise());
  }

  /// Writes the last bytes, and closes behind them.
  final void writeLast(byte[] bytes) {
    var _ = channel
        .writeAndFlush(Unpooled.wrappedBuffer(bytes))
        .addListener(ChannelFutureListener.CLOSE);
  }

  /// As [#writeLast], to a client that may still be sending. A connection that is closed while
  /// bytes come is reset, and the last words are lost with it: the client has a while to close
  /// first, and what comes is thrown away.
  final void writeLastAndWait(byte[] bytes) {
    read(true);
    var _ = channel.writeAndFlush(Unpooled.wrappedBuffer(bytes));
    var _ = loop().later(CLOSING_MAX, this::cut);
  }

  final void read(boolean more) {
    channel.config().setAutoRead(more);
  }

  @Override
  public final Loop loop() {
    return new Loop(channel.eventLoop());
  }

  @Override
  public final void flush() {
    var _ = channel.flush();
  }

  @Override
  public final boolean full() {
    return channel.isActive() && !channel.isWritable();
  }

  @Override
  public final void onDrain(Runnable then) {
    drained.add(then);
  }

  @Override
  public final void onClose(Runnable then) {
    if (channel.isActive()) {
      closed.add(then);
    } else {
      then.run();
    }
  }

  @Override
  public final void beat() {
    beatsFull = full() ? beatsFull + 1 : 0;
    if (beatsFull > BEATS_FULL_MAX || !alive()) {
      cut();
    } else if (beatsFull == 0) {
      sign();
      flush();
    }
  }

  /// Whether the client has shown a sign of life since the last time; a stream's client can't.
  abstract boolean alive();

  /// Sends a sign of life.
  abstract void sign();

  @Override
  public final void cut() {
    var _ = channel.close();
  }

  @Override
  public final void channelWritabilityChanged(ChannelHandlerContext context) {
    if (channel.isWritable()) {
      drained.call();
    }
  }

  @Override
  public final void channelInactive(ChannelHandlerContext context) {
    closed.call();
  }

  @Override
  public final void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof ChannelInputShutdownEvent) {
      inputEnded();
    }
  }

  @Override
  public final void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    failed(cause);
  }

  /// What the client sent can't be read, or what it is sent can't be written.
  void failed(Throwable cause) {
    cut();
  }
}
