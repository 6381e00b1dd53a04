package plaza.edge.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;

/// A response that stays open as long as the client. Its end is the connection's (RFC 9112,
/// 6.3), so that what is sent to many is the same bytes for each.
public final class ByteStream extends OpenChannel {
  /// How long after a client's last byte it is tried whether it is still there.
  private static final Duration GONE_LOOK = Duration.ofSeconds(1);

  private final byte[] sign;

  private ByteStream(HttpServerRequest request, byte[] sign) {
    super(take(request));
    this.sign = sign;
  }

  /// On the request's loop.
  static ByteStream open(HttpServerRequest request, Answer answer, byte[] sign) {
    var head = new StringBuilder("HTTP/1.1 200 OK\r\nConnection: close\r\n");
    answer
        .headers()
        .forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    var stream = new ByteStream(request, sign);
    stream.open(head.append("\r\n").toString());
    return stream;
  }

  /// Sends these bytes, which are not changed any more; [#flush] puts them on the wire.
  public void send(byte[] bytes) {
    write(bytes);
  }

  /// As [#send(byte[])].
  public void send(SharedBuffer buffer) {
    write(buffer);
  }

  @Override
  boolean alive() {
    return true;
  }

  @Override
  void sign() {
    write(sign);
  }

  @Override
  public void end(Ending why) {
    writeLast(new byte[0]);
  }

  /// A client that is gone answers what it is sent with a reset, and what is sent then fails; one
  /// that goes on reading stays.
  @Override
  void inputEnded() {
    beat();
    var _ = loop().later(GONE_LOOK, this::beat);
  }

  /// A client has nothing to say here.
  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ReferenceCountUtil.release(message);
  }
}
