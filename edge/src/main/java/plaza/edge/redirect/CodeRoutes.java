package plaza.edge.redirect;

import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import plaza.core.link.Code;
import plaza.core.link.Links;
import plaza.edge.http.Answer;
import plaza.edge.http.Exchange;
import plaza.edge.http.Paging;
import plaza.edge.http.Problem;
import plaza.edge.http.Request;
import plaza.edge.http.Route;
import plaza.edge.http.Route.Schema;
import plaza.edge.http.Route.Who;
import plaza.edge.link.ShortUrls;

/// The routes next to a redirect: the QR code, the tracking pixel, and robots.txt.
public final class CodeRoutes {
  private static final int SIZE_DEFAULT = 300;
  private static final int SIZE_MIN = 50;
  private static final int SIZE_MAX = 1_000;

  private static final int BLACK = 0;
  private static final int WHITE = 0xFFFFFF;
  private static final Pattern COLOUR = Pattern.compile("#?([0-9A-Fa-f]{6}|[0-9A-Fa-f]{3})");
  private static final int HEXADECIMAL = 16;

  private static final Map<String, ErrorCorrectionLevel> LEVELS = Map.of(
      "L", ErrorCorrectionLevel.L,
      "M", ErrorCorrectionLevel.M,
      "Q", ErrorCorrectionLevel.Q,
      "H", ErrorCorrectionLevel.H);

  /// A transparent GIF of one pixel.
  private static final byte[] PIXEL =
      Base64.getDecoder().decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");

  /// Crawlers read half a megabyte.
  private static final int CRAWLABLE_MAX = 10_000;

  private final Redirects redirects;
  private final Links links;
  private final ShortUrls urls;

  public CodeRoutes(Redirects redirects, Links links, ShortUrls urls) {
    this.redirects = redirects;
    this.links = links;
    this.urls = urls;
  }

  public List<Route> routes() {
    return List.of(
        route(
            "/{code}/qr-code",
            "Show a short URL as a QR code",
            Schema.of(
                    "",
                    "Picture",
                    200,
                    "size",
                    "format",
                    "margin",
                    "errorCorrection",
                    "color",
                    "bgColor")
                .asAnyOf("image/png", "image/svg+xml"),
            this::qrCode),
        route(
            "/{code}/track",
            "Count a view of this tracking pixel",
            Schema.of("", "Picture", 200).asAnyOf("image/gif"),
            this::track),
        route(
            "/robots.txt",
            "List the short links that search engines may follow",
            Schema.of("", "Robots", 200).asAnyOf("text/plain"),
            _ -> robots()));
  }

  private static Route route(String path, String summary, Schema schema, Route.Handler handler) {
    return new Route(List.of("GET"), path, Who.ANYBODY, Route.BODY_MAX, summary, schema, handler);
  }

  private Answer qrCode(Exchange exchange) {
    var request = exchange.request();
    var text = String.valueOf(exchange.path().get("code"));
    if (!redirects.isThere(text)) {
      return redirects.missing(request);
    }
    var size = number(request, "size", SIZE_DEFAULT, SIZE_MIN, SIZE_MAX);
    var code = new QrCode(
        urls.of(request, new Code(text)),
        size,
        number(request, "margin", 0, 0, size / 4),
        level(request),
        colour(request, "color", BLACK),
        colour(request, "bgColor", WHITE));
    return switch (request.parameter("format").orElse("png")) {
      case "png" -> Answer.bytes(200, "image/png", code.png());
      case "svg" -> Answer.text(200, "image/svg+xml", code.svg());
      default -> throw Problem.field("format", "must be png or svg").refuse();
    };
  }

  private static int number(Request request, String name, int otherwise, int least, int most) {
    var number = Paging.number(request, name).orElse((long) otherwise);
    if (number < least || number > most) {
      throw Problem.field(name, "must be " + least + " to " + most + ", was " + number)
          .refuse();
    }
    return number.intValue();
  }

  private static ErrorCorrectionLevel level(Request request) {
    var name = request.parameter("errorCorrection").orElse("L");
    return Optional.ofNullable(LEVELS.get(name))
        .orElseThrow(
            () -> Problem.field("errorCorrection", "must be L, M, Q or H").refuse());
  }

  private static int colour(Request request, String name, int otherwise) {
    var text = request.parameter(name);
    if (text.isEmpty()) {
      return otherwise;
    }
    var digits = COLOUR.matcher(text.get());
    if (!digits.matches()) {
      throw Problem.field(name, "must be a colour such as ff8800").refuse();
    }
    var full =
        digits.group(1).length() == 3 ? digits.group(1).replaceAll("(.)", "$1$1") : digits.group(1);
    return Integer.parseInt(full, HEXADECIMAL);
  }

  /// The same picture whether the code leads anywhere or not.
  private Answer track(Exchange exchange) {
    redirects.follow(exchange);
    return Answer.bytes(200, "image/gif", PIXEL).with("Cache-Control", "no-store");
  }

  private Answer robots() {
    var text = new StringBuilder("User-agent: *\n");
    links
        .crawlable(CRAWLABLE_MAX)
        .forEach(code -> text.append("Allow: /").append(encoded(code)).append("$\n"));
    return Answer.text(
        200, "text/plain; charset=utf-8", text.append("Disallow: /\n").toString());
  }

  private static String encoded(Code code) {
    return java.net.URLEncoder.encode(code.text(), StandardCharsets.UTF_8).replace("+", "%20");
  }
}
