package plaza.server.transfer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/// A file of comma-separated values as RFC 4180 has them, plain or gzip, in UTF-8. Lines with
/// nothing in them are passed over.
final class Table implements AutoCloseable {
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final BufferedReader reader;
  private final CsvParser parser;

  /// Where the last row began; 0: nothing is read yet.
  private long line;

  /// @param read receives the number of bytes read so far, repeatedly
  Table(Path file, LongConsumer read) throws IOException {
    this.reader = FileText.open(file, StandardCharsets.UTF_8.newDecoder(), read);
    this.parser = CsvFactory.builder()
        .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
        .build()
        .createParser(reader);
  }

  /// A line, or several when there are line breaks in its cells.
  ///
  /// @param line its first one's number, from 1
  /// @param cells without white space around them
  record Row(long line, List<String> cells) {}

  /// The next row; empty at the end.
  Optional<Row> next() throws IOException {
    try {
      return read();
    } catch (CharacterCodingException e) {
      throw new TransferException(
          "the file is not UTF-8, somewhere from line " + Math.max(line, 1) + " on");
    } catch (JsonProcessingException e) {
      throw new TransferException("line " + line + " can't be read: " + e.getOriginalMessage());
    }
  }

  private Optional<Row> read() throws IOException {
    if (line == 0) {
      passMark();
    }
    if (parser.nextToken() == null) {
      return Optional.empty();
    }
    line = parser.currentLocation().getLineNr();
    var cells = new ArrayList<String>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      cells.add(parser.getText().strip());
    }
    return Optional.of(new Row(line, cells));
  }

  private void passMark() throws IOException {
    reader.mark(1);
    if (reader.read() != BYTE_ORDER_MARK) {
      reader.reset();
    }
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
