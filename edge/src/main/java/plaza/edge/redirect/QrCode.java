package plaza.edge.redirect;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.util.Map;
import plaza.edge.http.Problem;

/// A QR code (ISO/IEC 18004) of a text, as a picture.
///
/// @param size of the picture's sides, in pixels
/// @param margin around the code, in pixels, at least
/// @param level how much of it may be spoilt
/// @param ink the colour of the code, `paper` what is behind it: 0xRRGGBB
record QrCode(String text, int size, int margin, ErrorCorrectionLevel level, int ink, int paper) {
  /// A module a pixel, without any margin.
  private BitMatrix modules() {
    try {
      var hints = Map.of(
          EncodeHintType.ERROR_CORRECTION,
          level,
          EncodeHintType.MARGIN,
          0,
          EncodeHintType.CHARACTER_SET,
          "UTF-8");
      return new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, 0, 0, hints);
    } catch (WriterException e) {
      throw new IllegalArgumentException("no QR code holds " + text, e);
    }
  }

  /// Each module is as many whole pixels as fit, for who reads it measures them; what is left is
  /// margin.
  ///
  /// @throws Problem.Refusal (422) when a module has no pixel
  byte[] png() {
    var modules = modules();
    var scale = (size - 2 * margin) / modules.getWidth();
    if (scale == 0) {
      var least = modules.getWidth() + 2 * margin;
      throw Problem.field("size", "must be at least " + least + " for this code, was " + size)
          .refuse();
    }
    var image = new Png(size);
    var side = scale * modules.getWidth();
    var start = (size - side) / 2;
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        if (modules.get(x / scale, y / scale)) {
          image.set(start + x, start + y);
        }
      }
    }
    return image.bytes(paper, ink);
  }

  String svg() {
    var modules = modules();
    var path = new StringBuilder();
    for (int y = 0; y < modules.getHeight(); y++) {
      for (int x = 0; x < modules.getWidth(); x++) {
        if (modules.get(x, y)) {
          path.append('M').append(x).append(' ').append(y).append("h1v1h-1z");
        }
      }
    }
    var border = (double) margin * modules.getWidth() / (size - 2.0 * margin);
    var side = modules.getWidth() + 2 * border;
    return """
        <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="%s %s %s %s">\
        <rect x="%s" y="%s" width="100%%" height="100%%" fill="#%06x"/>\
        <path d="%s" fill="#%06x" shape-rendering="crispEdges"/></svg>
        """.formatted(
            size, size, -border, -border, side, side, -border, -border, paper, path, ink);
  }
}
