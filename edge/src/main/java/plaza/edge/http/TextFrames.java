package plaza.edge.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Frames of a WebSocket as a server writes them: whole and unmasked (RFC 6455, 5.2).
final class TextFrames {
  private static final int WHOLE = 0x80;
  private static final int TEXT = 0x1;
  private static final int CLOSE = 0x8;
  private static final int PING = 0x9;
  private static final int PONG = 0xA;

  private TextFrames() {}

  static byte[] text(byte[] utf8) {
    return frame(TEXT, utf8);
  }

  static byte[] ping() {
    return frame(PING, new byte[0]);
  }

  static byte[] pong(byte[] payload) {
    return frame(PONG, payload);
  }

  static byte[] close(int code, String words) {
    var reason = words.getBytes(StandardCharsets.UTF_8);
    return frame(
        CLOSE,
        ByteBuffer.allocate(2 + reason.length)
            .putShort((short) code)
            .put(reason)
            .array());
  }

  private static byte[] frame(int kind, byte[] payload) {
    var length = payload.length;
    var head = length < 126 ? 2 : length < 1 << 16 ? 4 : 10;
    var frame = ByteBuffer.allocate(head + length).put((byte) (WHOLE | kind));
    switch (head) {
      case 2 -> frame.put((byte) length);
      case 4 -> frame.put((byte) 126).putShort((short) length);
      default -> frame.put((byte) 127).putLong(length);
    }
    return frame.put(payload).array();
  }
}
