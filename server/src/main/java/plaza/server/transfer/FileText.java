package plaza.server.transfer;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharsetDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import java.util.zip.GZIPInputStream;

/// The text of a file, plain or gzip.
final class FileText {
  private static final int BUFFER_BYTES = 1 << 16;

  private FileText() {}

  /// @param read receives the number of bytes read so far, repeatedly
  static BufferedReader open(Path file, CharsetDecoder decoder, LongConsumer read)
      throws IOException {
    var in = new BufferedInputStream(new Counting(Files.newInputStream(file), read), BUFFER_BYTES);
    return new BufferedReader(new InputStreamReader(plain(in), decoder), BUFFER_BYTES);
  }

  private static InputStream plain(BufferedInputStream in) throws IOException {
    in.mark(2);
    var gzip = in.read() == 0x1f && in.read() == 0x8b;
    in.reset();
    try {
      return gzip ? new Whole(new GZIPInputStream(in, BUFFER_BYTES)) : in;
    } catch (EOFException e) {
      throw cutShort();
    }
  }

  private static TransferException cutShort() {
    return new TransferException("the file ends in the middle: it was not copied completely");
  }

  /// What is unpacked, up to an end that is meant.
  private static final class Whole extends FilterInputStream {
    Whole(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      try {
        return super.read(bytes, from, length);
      } catch (EOFException e) {
        throw cutShort();
      }
    }
  }

  private static final class Counting extends FilterInputStream {
    private final LongConsumer read;
    private long count;

    Counting(InputStream in, LongConsumer read) {
      super(in);
      this.read = read;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      var n = super.read(bytes, from, length);
      if (n > 0) {
        count += n;
        read.accept(count);
      }
      return n;
    }
  }
}
