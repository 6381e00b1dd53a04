package plaza.server.transfer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/// A file of separated values as RFC 4180 has them, plain or gzip, in UTF-8. The first line says by
/// what they are separated: commas, semicolons or tabs. Lines with nothing in them are skipped.
final class Table implements AutoCloseable {
  private static final char BYTE_ORDER_MARK = '\uFEFF';
  private static final char QUOTE = '"';

  /// The usual one first.
  private static final List<Character> SEPARATORS = List.of(',', ';', '\t');

  /// How much of the first line is looked at for the separator, in characters.
  private static final int HEADER_MAX = 1 << 15;

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
      parser.setSchema(CsvSchema.emptySchema().withColumnSeparator(separator()));
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

  /// The separator that the first line has most of, outside of quotes.
  private char separator() throws IOException {
    var counts = new int[SEPARATORS.size()];
    var quoted = false;
    reader.mark(HEADER_MAX);
    for (int i = 0, next = reader.read(); i < HEADER_MAX - 1 && next >= 0; i++) {
      if (!quoted && (next == '\n' || next == '\r')) {
        break;
      }
      quoted ^= next == QUOTE;
      var separator = SEPARATORS.indexOf((char) next);
      if (!quoted && separator >= 0) {
        counts[separator]++;
      }
      next = reader.read();
    }
    reader.reset();
    var most = 0;
    for (int i = 1; i < counts.length; i++) {
      most = counts[i] > counts[most] ? i : most;
    }
    return SEPARATORS.get(most);
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
