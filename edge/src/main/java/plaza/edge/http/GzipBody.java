package plaza.edge.http;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/// Bodies of requests that are sent with the content coding gzip (RFC 9110, 8.4.1.3).
final class GzipBody {
  /// `x-gzip` is the same coding (RFC 9110, 8.4.1.3).
  private static boolean isGzip(String coding) {
    return coding.equalsIgnoreCase("gzip") || coding.equalsIgnoreCase("x-gzip");
  }

  private GzipBody() {}

  /// Whether the body has this coding, once.
  static boolean is(MultiMap headers) {
    var codings = headers.getAll(HttpHeaders.CONTENT_ENCODING);
    return codings.size() == 1 && isGzip(codings.getFirst().strip());
  }

  /// The body without its coding; empty when it has more than `bytesMax` bytes then. Decodes no
  /// more than that.
  ///
  /// @throws Problem.Refusal it is not gzip
  static Optional<byte[]> decoded(byte[] body, int bytesMax) {
    try (var in = new GZIPInputStream(new ByteArrayInputStream(body))) {
      var decoded = in.readNBytes(bytesMax + 1);
      return decoded.length > bytesMax ? Optional.empty() : Optional.of(decoded);
    } catch (IOException e) {
      throw Problem.of(400, "Bad request", "The body is not gzip, as its Content-Encoding says")
          .refuse();
    }
  }
}
