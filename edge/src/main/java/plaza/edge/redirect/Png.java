package plaza.edge.redirect;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// A picture of two colours as a PNG file (ISO/IEC 15948): a palette, one bit for each pixel.
///
/// The JDK's own writer is in the module `java.desktop`, which the package's runtime leaves out.
final class Png {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final byte BITS_PER_PIXEL = 1;
  private static final byte COLOUR_TYPE_PALETTE = 3;
  private static final int LENGTH_AND_CHECKSUM = 12;

  private final int side;
  private final int rowBytes;

  /// The rows from the top, each behind a byte that says that it is not filtered; the highest bit
  /// of a byte is the leftmost pixel.
  private final byte[] rows;

  /// All background.
  ///
  /// @param side of the square, in pixels
  Png(int side) {
    this.side = side;
    this.rowBytes = 1 + (side + Byte.SIZE - 1) / Byte.SIZE;
    this.rows = new byte[rowBytes * side];
  }

  /// Gives a pixel the foreground's colour.
  void set(int x, int y) {
    rows[y * rowBytes + 1 + x / Byte.SIZE] |= (byte) (1 << (Byte.SIZE - 1 - x % Byte.SIZE));
  }

  /// @param background `foreground`: the colours, 0xRRGGBB
  byte[] bytes(int background, int foreground) {
    var header = ByteBuffer.allocate(13)
        .putInt(side)
        .putInt(side)
        .put(BITS_PER_PIXEL)
        .put(COLOUR_TYPE_PALETTE)
        // Compression, filter and interlacing: the only or the plain one.
        .put(new byte[3]);
    var palette = ByteBuffer.allocate(6);
    for (var colour : new int[] {background, foreground}) {
      palette.put((byte) (colour >> 16)).put((byte) (colour >> 8)).put((byte) colour);
    }
    var file = new ByteArrayOutputStream();
    file.writeBytes(SIGNATURE);
    file.writeBytes(chunk("IHDR", header.array()));
    file.writeBytes(chunk("PLTE", palette.array()));
    file.writeBytes(chunk("IDAT", deflated()));
    file.writeBytes(chunk("IEND", new byte[0]));
    return file.toByteArray();
  }

  private byte[] deflated() {
    try (var deflater = new Deflater(Deflater.BEST_COMPRESSION)) {
      deflater.setInput(rows);
      deflater.finish();
      var out = new ByteArrayOutputStream();
      var buffer = new byte[4096];
      while (!deflater.finished()) {
        out.write(buffer, 0, deflater.deflate(buffer));
      }
      return out.toByteArray();
    }
  }

  private static byte[] chunk(String type, byte[] content) {
    var name = type.getBytes(StandardCharsets.US_ASCII);
    var checksum = new CRC32();
    checksum.update(name);
    checksum.update(content);
    return ByteBuffer.allocate(LENGTH_AND_CHECKSUM + content.length)
        .putInt(content.length)
        .put(name)
        .put(content)
        .putInt((int) checksum.getValue())
        .array();
  }
}
