package plaza.edge.http;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.function.Consumer;

/// A WebSocket (RFC 6455) that carries text.
public final class TextSocket extends OpenChannel {
  /// The longest message that is taken, in bytes: a body of the most characters, each escaped.
  private static final int MESSAGE_BYTES_MAX = 512 << 10;

  /// RFC 6455, 1.3.
  private static final String ACCEPTING = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  private Consumer<String> taker = _ -> {};
  private boolean answered = true;

  private TextSocket(HttpServerRequest request) {
    super(take(request));
  }

  /// On the loop of a request that asks for it.
  static TextSocket open(HttpServerRequest request) {
    var socket = new TextSocket(request);
    var decoding = WebSocketDecoderConfig.newBuilder()
        .allowExtensions(false)
        .maxFramePayloadLength(MESSAGE_BYTES_MAX)
        .build();
    channel(request)
        .pipeline()
        .addLast(new WebSocket13FrameDecoder(decoding))
        .addLast(new WebSocketFrameAggregator(MESSAGE_BYTES_MAX));
    socket.open("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        + "Sec-WebSocket-Accept: " + accept(request.getHeader("Sec-WebSocket-Key")) + "\r\n\r\n");
    return socket;
  }

  private static String accept(String key) {
    try {
      var digest = MessageDigest.getInstance("SHA-1")
          .digest((key.strip() + ACCEPTING).getBytes(StandardCharsets.US_ASCII));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-1", e);
    }
  }

  /// Has each message of the client given to `taker`, in order.
  public void onText(Consumer<String> taker) {
    this.taker = taker;
  }

  /// Takes no more from the client, who will feel it, until [#resume].
  public void pause() {
    read(false);
  }

  public void resume() {
    read(true);
  }

  /// A message as it is sent: made once, for as many sockets as it goes to.
  public static byte[] frame(byte[] utf8) {
    return TextFrames.text(utf8);
  }

  /// Sends a frame that [#frame] made; [#flush] puts it on the wire.
  public void send(byte[] frame) {
    write(frame);
  }

  /// As [#send(byte[])].
  public void send(Parcel frame) {
    write(frame);
  }

  @Override
  boolean alive() {
    return answered;
  }

  @Override
  void sign() {
    answered = false;
    write(TextFrames.ping());
  }

  @Override
  public void end(Ending why) {
    writeLast(TextFrames.close(code(why), words(why)));
  }

  /// RFC 6455, 7.4.1, and the registry that it begins.
  private static int code(Ending why) {
    return switch (why) {
      case RESTART -> 1012;
      case REFUSED -> 1008;
      case GONE, ASKED -> 1000;
      case UNREADABLE -> 1003;
    };
  }

  private static String words(Ending why) {
    return switch (why) {
      case RESTART -> "the server restarts";
      case REFUSED -> "the credential is no longer valid";
      case GONE -> "gone";
      case ASKED -> "";
      case UNREADABLE -> "text is wanted";
    };
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    try {
      answered = true;
      if (message instanceof WebSocketFrame frame) {
        taken(frame);
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private void taken(WebSocketFrame frame) {
    switch (frame) {
      case TextWebSocketFrame text -> taker.accept(text.text());
      case PingWebSocketFrame ping -> {
        write(TextFrames.pong(ByteBufUtil.getBytes(ping.content())));
        flush();
      }
      case PongWebSocketFrame _ -> {}
      case CloseWebSocketFrame _ -> end(Ending.ASKED);
      default -> end(Ending.UNREADABLE);
    }
  }
}
