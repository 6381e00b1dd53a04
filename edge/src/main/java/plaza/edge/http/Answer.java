package plaza.edge.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/// An answer to a request.
public record Answer(int status, Map<String, String> headers, Body body) {
  /// What follows the head.
  public sealed interface Body {
    /// All of it, at once.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Whole(byte[] bytes) implements Body {}

    /// Piece by piece: each is asked for once those before it are on their way, on a thread that
    /// may wait.
    record Pieces(Iterator<byte[]> pieces) implements Body {}

    /// As much as comes, as long as the client stays.
    ///
    /// @param sign what is sent now and then as a sign of life
    /// @param begin called on the stream's loop
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Stream(byte[] sign, Consumer<ByteStream> begin) implements Body {}

    /// A WebSocket: the head is what the handshake makes it.
    ///
    /// @param begin called on the socket's loop once it is open
    record Upgrade(Consumer<TextSocket> begin) implements Body {}
  }

  private static final Body NOTHING = new Body.Whole(new byte[0]);

  public static Answer json(int status, JsonNode body) {
    return bytes(status, "application/json", Json.bytes(body));
  }

  public static Answer json(int status, Json.Writing body) {
    return bytes(status, "application/json", Json.bytes(body));
  }

  public static Answer text(int status, String type, String body) {
    return bytes(status, type, body.getBytes(StandardCharsets.UTF_8));
  }

  public static Answer bytes(int status, String type, byte[] body) {
    return new Answer(status, Map.of("Content-Type", type), new Body.Whole(body));
  }

  public static Answer empty(int status) {
    return new Answer(status, Map.of(), NOTHING);
  }

  /// An answer that is longer than memory should hold.
  public static Answer pieces(String type, Iterator<byte[]> pieces) {
    return new Answer(200, Map.of("Content-Type", type), new Body.Pieces(pieces));
  }

  /// An answer that goes on.
  public static Answer stream(String type, byte[] sign, Consumer<ByteStream> begin) {
    return new Answer(200, Map.of("Content-Type", type), new Body.Stream(sign, begin));
  }

  /// An answer that makes a socket of the connection.
  public static Answer upgrade(Consumer<TextSocket> begin) {
    return new Answer(101, Map.of(), new Body.Upgrade(begin));
  }

  /// How many bytes of a piece wait to be sent, about.
  private static final int PIECE_BYTES = 64 << 10;

  /// How many bytes wait to be sent, as far as they are known.
  long bytes() {
    return switch (body) {
      case Body.Whole(var bytes) -> bytes.length;
      case Body.Pieces _ -> PIECE_BYTES;
      case Body.Stream _, Body.Upgrade _ -> 0;
    };
  }

  /// The answer with this header, unless it has it already.
  public Answer withDefault(String header, String value) {
    return headers.containsKey(header) ? this : with(header, value);
  }

  public Answer with(String header, String value) {
    var more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Answer(status, more, body);
  }
}
