package plaza.edge.link;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import plaza.core.link.LinkTerms;
import plaza.core.link.Target;
import plaza.edge.fetch.Pages;

/// The titles of pages.
public final class PageTitles {
  private static final Pattern CHARSET =
      Pattern.compile("(?i)charset\\s*=\\s*[\"']?([A-Za-z0-9._:-]+)");

  private static final Pattern META = Pattern.compile("(?i)<meta\\s[^>]*");

  /// Where browsers look for what a page says of its encoding.
  private static final int HEAD_BYTES = 1_024;

  /// What turns the direction of the text around it.
  private static final Pattern UNSEEN =
      Pattern.compile("[\\p{Cc}\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069\\uFEFF]");

  private static final Charset WESTERN = Charset.forName("windows-1252");

  private final Pages pages;

  public PageTitles(Pages pages) {
    this.pages = pages;
  }

  /// The title of the page that a link leads to, as far as a link may have it; empty when there is
  /// none, or it does not come soon. Blocks meanwhile.
  Optional<String> of(Target target) {
    return Location.uri(target)
        .flatMap(pages::get)
        .filter(PageTitles::isHtml)
        .flatMap(PageTitles::title);
  }

  private static boolean isHtml(Pages.Page page) {
    var type = page.type().replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
    return type.equals("text/html") || type.equals("application/xhtml+xml");
  }

  private static Optional<String> title(Pages.Page page) {
    try (var in = new ByteArrayInputStream(page.bytes())) {
      var charset = charset(page).name();
      var title = Jsoup.parse(in, charset, page.uri().toString()).title();
      return Optional.of(shortened(UNSEEN.matcher(title).replaceAll(" ").strip()))
          .filter(text -> LinkTerms.titleProblem(text).isEmpty());
    } catch (IOException | UncheckedIOException e) {
      return Optional.empty();
    }
  }

  private static String shortened(String title) {
    return title.codePointCount(0, title.length()) <= LinkTerms.TITLE_LENGTH_MAX
        ? title
        : title
            .substring(0, title.offsetByCodePoints(0, LinkTerms.TITLE_LENGTH_MAX))
            .strip();
  }

  /// The page's encoding: of its header, of its own text, or UTF-8 when it is that, else what pages
  /// were before. A byte order mark wins over all; the parser knows it.
  private static Charset charset(Pages.Page page) {
    return label(page.type())
        .flatMap(EncodingLabels::charset)
        .or(() -> inPage(page.bytes()))
        .orElseGet(() -> isUtf8(page.bytes()) ? StandardCharsets.UTF_8 : WESTERN);
  }

  private static Optional<String> label(String text) {
    var named = CHARSET.matcher(text);
    return named.find() ? Optional.of(named.group(1)) : Optional.empty();
  }

  private static Optional<Charset> inPage(byte[] bytes) {
    var head =
        new String(bytes, 0, Math.min(bytes.length, HEAD_BYTES), StandardCharsets.ISO_8859_1);
    return META.matcher(head)
        .results()
        .flatMap(meta -> label(meta.group()).stream())
        .flatMap(label -> EncodingLabels.charsetInPage(label).stream())
        .findFirst();
  }

  /// Whether the bytes are UTF-8; at their end a character may be cut.
  private static boolean isUtf8(byte[] bytes) {
    var text = new String(bytes, StandardCharsets.UTF_8);
    var wrong = text.indexOf('\uFFFD');
    return wrong < 0 || wrong >= text.length() - 1;
  }
}
