package plaza.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpServerRequest;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The close codes of a WebSocket whose client sends invalid frames.
class SocketClosingTest {
  private static final int TEXT = 0x81;
  private static final int BINARY = 0x82;
  private static final int PART_OF_TEXT = 0x01;
  private static final int CONTINUED = 0x00;
  private static final int PING = 0x89;
  private static final int CLOSE = 0x88;
  private static final int MASKED = 0x80;

  private HttpEdge edge;

  @BeforeEach
  void start() throws IOException {
    edge = HttpEdge.start("127.0.0.1", 0, Optional.empty(), Limits.DEFAULT, new Echo());
  }

  @AfterEach
  void stop() {
    edge.close();
  }

  private static final class Echo implements HttpEdge.RequestHandler {
    @Override
    public HttpEdge.Awaited begin(HttpServerRequest head) {
      return new HttpEdge.Awaited(
          0,
          (_, _) -> Answer.upgrade(socket -> socket.onText(text -> {
            socket.send(TextSocket.frame(text.getBytes(StandardCharsets.UTF_8)));
            socket.flush();
          })));
    }

    @Override
    public Answer refused(Problem problem) {
      return problem.answer();
    }
  }

  /// A frame of a client: masked, with a mask that changes nothing.
  private static byte[] frame(int first, byte[] payload) {
    var frame = ByteBuffer.allocate(payload.length + 14).put((byte) first);
    if (payload.length < 126) {
      frame.put((byte) (MASKED | payload.length));
    } else {
      frame.put((byte) (MASKED | 127)).putLong(payload.length);
    }
    return cut(frame.putInt(0).put(payload));
  }

  private static byte[] frame(int first, String text) {
    return frame(first, text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] cut(ByteBuffer buffer) {
    var bytes = new byte[buffer.flip().remaining()];
    buffer.get(bytes);
    return bytes;
  }

  private static byte[] both(byte[] a, byte[] b) {
    return ByteBuffer.allocate(a.length + b.length).put(a).put(b).array();
  }

  /// The code that the server closes with when it is sent these bytes.
  private int closing(byte[] bytes) throws IOException {
    var opening = """
        GET / HTTP/1.1\r
        Host: x\r
        Connection: Upgrade\r
        Upgrade: websocket\r
        Sec-WebSocket-Version: 13\r
        Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r
        \r
        """;
    try (var client = BareClient.send(edge, opening)) {
      var in = new DataInputStream(client.getInputStream());
      passHead(in);
      client.getOutputStream().write(bytes);
      var first = in.readUnsignedByte();
      var payload = in.readNBytes(in.readUnsignedByte());
      if (first == TEXT) {
        return 0;
      }
      assertThat(first).isEqualTo(CLOSE);
      return ByteBuffer.wrap(payload).getShort();
    }
  }

  private static void passHead(DataInputStream in) throws IOException {
    var last = 0;
    while (last != 0x0D0A0D0A) {
      var next = in.read();
      if (next < 0) {
        throw new EOFException();
      }
      last = last << 8 | next;
    }
  }

  @Test
  void text_is_taken_whole_and_in_parts() throws IOException {
    assertThat(closing(frame(TEXT, "hello"))).isZero();
    assertThat(closing(both(frame(PART_OF_TEXT, "hel"), frame(MASKED | CONTINUED, "lo"))))
        .isZero();
  }

  @Test
  void a_message_that_is_too_long_is_closed_with_1009() throws IOException {
    assertThat(closing(frame(TEXT, new byte[600 << 10]))).isEqualTo(1009);
    var half = new byte[300 << 10];
    assertThat(closing(both(frame(PART_OF_TEXT, half), frame(MASKED | CONTINUED, half))))
        .isEqualTo(1009);
  }

  @Test
  void what_is_not_utf_8_is_closed_with_1007() throws IOException {
    var bad = new byte[][] {
      {'b', (byte) 0xFF, (byte) 0xFE},
      {(byte) 0xED, (byte) 0xA0, (byte) 0xBD},
      {(byte) 0xF0, (byte) 0x9F, (byte) 0xA6},
      {(byte) 0xC0, (byte) 0xAF},
    };
    for (var bytes : bad) {
      assertThat(closing(frame(TEXT, bytes))).isEqualTo(1007);
    }
    assertThat(closing(both(
            frame(PART_OF_TEXT, new byte[] {(byte) 0xF0, (byte) 0x9F}),
            frame(MASKED | CONTINUED, "lo"))))
        .isEqualTo(1007);
    assertThat(closing(frame(CLOSE, new byte[] {0x03, (byte) 0xE8, (byte) 0xFF})))
        .isEqualTo(1007);
  }

  @Test
  void what_breaks_the_protocol_is_closed_with_1002() throws IOException {
    assertThat(closing(frame(TEXT | 0x40, "reserved bit"))).isEqualTo(1002);
    assertThat(closing(frame(0x83, "reserved opcode"))).isEqualTo(1002);
    assertThat(closing(new byte[] {(byte) TEXT, 2, 'n', 'o'})).isEqualTo(1002);
    assertThat(closing(frame(MASKED | CONTINUED, "of nothing"))).isEqualTo(1002);
    assertThat(closing(both(frame(PART_OF_TEXT, "a"), frame(TEXT, "b")))).isEqualTo(1002);
    assertThat(closing(frame(PING & ~MASKED, "in parts"))).isEqualTo(1002);
    assertThat(closing(frame(PING, new byte[126]))).isEqualTo(1002);
    assertThat(closing(frame(CLOSE, new byte[] {1}))).isEqualTo(1002);
  }

  @Test
  void bytes_are_closed_with_1003() throws IOException {
    assertThat(closing(frame(BINARY, "bytes"))).isEqualTo(1003);
  }
}
