package plaza.edge.http;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.Utf8FrameValidator;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
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

  /// Whether the closing frame is sent, behind which there is none.
  private boolean ended;

  private TextSocket(HttpServerRequest request) {
    super(take(request));
  }

  /// On the loop of a request that asks for it.
  static TextSocket open(HttpServerRequest request) {
    var socket = new TextSocket(request);
    var decoding = WebSocketDecoderConfig.newBuilder()
        .allowExtensions(false)
        .maxFramePayloadLength(MESSAGE_BYTES_MAX)
        // It would write frames that nothing here encodes.
        .closeOnProtocolViolation(false)
        .build();
    channel(request)
        .pipeline()
        .addLast(new WebSocket13FrameDecoder(decoding))
        .addLast(new Utf8FrameValidator(false))
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
  public void send(SharedBuffer frame) {
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
    if (ended) {
      return;
    }
    ended = true;
    var close = TextFrames.close(code(why), words(why));
    switch (why) {
      case UNREADABLE, TOO_LONG, NO_TEXT, PROTOCOL -> writeLastAndWait(close);
      case RESTART, REFUSED, GONE, ASKED -> writeLast(close);
    }
  }

  /// A client that ends its side without saying so is gone: it could answer no ping either.
  @Override
  void inputEnded() {
    cut();
  }

  /// The close code of a decoding failure (RFC 6455, 7.4.1).
  @Override
  void failed(Throwable cause) {
    switch (cause) {
      case CorruptedWebSocketFrameException corrupted -> end(ending(corrupted.closeStatus()));
      case TooLongFrameException _ -> end(Ending.TOO_LONG);
      default -> super.failed(cause);
    }
  }

  private static Ending ending(WebSocketCloseStatus status) {
    if (status.equals(WebSocketCloseStatus.MESSAGE_TOO_BIG)) {
      return Ending.TOO_LONG;
    }
    return status.equals(WebSocketCloseStatus.INVALID_PAYLOAD_DATA)
        ? Ending.NO_TEXT
        : Ending.PROTOCOL;
  }

  /// RFC 6455, 7.4.1, and the registry that it begins.
  private static int code(Ending why) {
    return switch (why) {
      case RESTART -> 1012;
      case REFUSED -> 1008;
      case GONE, ASKED -> 1000;
      case PROTOCOL -> 1002;
      case UNREADABLE -> 1003;
      case NO_TEXT -> 1007;
      case TOO_LONG -> 1009;
    };
  }

  private static String words(Ending why) {
    return switch (why) {
      case RESTART -> "the server restarts";
      case REFUSED -> "the credential is no longer valid";
      case GONE -> "gone";
      case ASKED -> "";
      case PROTOCOL -> "violates RFC 6455";
      case UNREADABLE -> "text frames only";
      case NO_TEXT -> "not UTF-8";
      case TOO_LONG -> "at most " + MESSAGE_BYTES_MAX + " bytes";
    };
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    try {
      answered = true;
      if (ended) {
        closedByClient(message);
      } else if (message instanceof WebSocketFrame frame) {
        taken(frame);
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private void closedByClient(Object message) {
    if (message instanceof CloseWebSocketFrame) {
      cut();
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
