package plaza.edge.link;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;
import plaza.core.link.LinkTerms;
import plaza.core.link.Target;
import plaza.edge.fetch.Pages;

/// The titles of pages.
public final class PageTitles {
  private static final Pattern CHARSET =
      Pattern.compile("(?i).*;\\s*charset\\s*=\\s*[\"']?([A-Za-z0-9._:-]+).*");

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
      var title = Jsoup.parse(in, charset(page.type()), page.uri().toString()).title();
      return Optional.of(shortened(title))
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

  /// The name of the page's character set; null: as the page itself says.
  private static @Nullable String charset(String type) {
    var named = CHARSET.matcher(type);
    return named.matches() && Charset.isSupported(named.group(1)) ? named.group(1) : null;
  }
}
