package plaza.server.transfer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongConsumer;

/// The lines of a file, plain or gzip, each read by itself: one that is no text does not concern
/// the others. They end with LF, CR or both. A byte order mark at the beginning is passed over.
final class Lines implements AutoCloseable {
  /// The longest line, in bytes.
  static final int BYTES_MAX = 4 << 20;

  private static final int END = -1;
  private static final int BYTE_ORDER_MARK = '\uFEFF';

  private final InputStream in;
  private int ahead;
  private long number;

  /// @param read receives the number of bytes read so far, repeatedly
  Lines(Path file, LongConsumer read) throws IOException {
    this.in = FileText.bytes(file, read);
    this.ahead = in.read();
  }

  /// A line, or what is wrong with it.
  sealed interface Line {
    record Text(String text) implements Line {}

    record Unreadable(String problem) implements Line {}
  }

  /// The next line; empty at the end.
  Optional<Line> next() throws IOException {
    if (ahead == END) {
      return Optional.empty();
    }
    number++;
    var bytes = new ByteArrayOutputStream();
    var length = 0L;
    while (ahead != END && ahead != '\n' && ahead != '\r') {
      if (++length <= BYTES_MAX) {
        bytes.write(ahead);
      }
      ahead = in.read();
    }
    var ended = ahead;
    if (ended != END) {
      ahead = in.read();
      if (ended == '\r' && ahead == '\n') {
        ahead = in.read();
      }
    }
    return Optional.of(
        length > BYTES_MAX
            ? new Line.Unreadable("has more than " + (BYTES_MAX >> 20) + " MiB")
            : decoded(bytes.toByteArray()));
  }

  private Line decoded(byte[] bytes) {
    try {
      var text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      var marked = number == 1 && !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK;
      return new Line.Text(marked ? text.substring(1) : text);
    } catch (CharacterCodingException e) {
      return new Line.Unreadable("is not UTF-8");
    }
  }

  /// The number of the line that was read last, from 1.
  long number() {
    return number;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
