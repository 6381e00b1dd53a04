package plaza.server.transfer;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// The lines of a file, plain or gzip. Bytes that are not UTF-8 become replacement characters.
final class Lines implements AutoCloseable {
  private final BufferedReader reader;
  private long number;

  /// @param read receives the number of bytes read so far, repeatedly
  Lines(Path file, LongConsumer read) throws IOException {
    var lenient = StandardCharsets.UTF_8
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPLACE)
        .onUnmappableCharacter(CodingErrorAction.REPLACE);
    this.reader = FileText.open(file, lenient, read);
  }

  /// The next line, or null at the end.
  @Nullable
  String next() throws IOException {
    number++;
    return reader.readLine();
  }

  /// The number of the line that was read last, from 1.
  long number() {
    return number;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
