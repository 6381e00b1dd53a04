package plaza.edge.redirect;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Tells programs that fetch pages on their own (previews of messengers, mail proxies, crawlers,
/// monitors, command-line tools) from browsers that a person uses, by their user agents.
///
/// Browsers have called themselves `Mozilla/5.0 (…)` for thirty years: an agent that begins
/// otherwise is a program, but for a few browsers. The others are programs if they name a page or
/// an address about themselves, call themselves compatible without being an old browser that did,
/// or have a part that is listed in `bots.txt`.
final class Bots {
  private static final String LIST = "bots.txt";

  /// How browsers for text, and those of old telephones, begin or what they contain.
  private static final List<String> OTHER_BROWSERS = List.of(
      "opera/",
      "lynx/",
      "w3m/",
      "links (",
      "links/",
      "elinks",
      "dillo/",
      "netsurf/",
      "edbrowse",
      "emacs-w3m",
      "ucweb",
      "midp",
      "up.browser",
      "blackberry",
      "nokia",
      "netfront",
      "bolt/");

  /// What makes words of the list out of browsers: telephones and applications of these names.
  private static final Pattern NO_BOTS =
      Pattern.compile("cubot|\\[pinterest/|(?:http://)?(?:www\\.)?bsalsa\\.com");

  /// The word bot at the end of a name, as in `Googlebot/2.1` and `a_bot)`.
  private static final Pattern BOT = Pattern.compile("bots?(?![a-z])|robot");

  /// A page or an address for those who want to know who it is.
  private static final Pattern CONTACT =
      Pattern.compile("https?://|www\\.|\\+mailto:|[a-z0-9]@[a-z0-9-]+\\.[a-z]");

  private static final Pattern COMPATIBLE = Pattern.compile(
      "\\(compatible[;)](?! ?(?:msie|konqueror|windows|macintosh|linux|u;|opera|ibrowse|abrowse))"
          + "|[;,] ?compatible;");

  /// One that is cut short, as scanners of mails send it.
  private static final Pattern CUT = Pattern.compile("mozilla/[0-9.]+|.*applewebkit/[0-9.]+");

  /// What proxies of pictures have copied from browsers that are long gone.
  private static final List<String> COPIED =
      List.of("mozilla/5.0 (macintosh; intel mac os x 11.6; rv:92.0) gecko/20100101 firefox/92.0");

  private static final List<String> PARTS = read();

  /// The parts by their first two characters, which are ASCII: most places of an agent begin none,
  /// and the agents of a flood are long.
  private static final List<List<String>> PARTS_BY_START = byStart(PARTS);

  private Bots() {}

  private static List<String> read() {
    try (var lines = new BufferedReader(new InputStreamReader(
        Objects.requireNonNull(Bots.class.getResourceAsStream(LIST), LIST),
        StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<List<String>> byStart(List<String> parts) {
    var byStart = Stream.<List<String>>generate(ArrayList::new).limit(1 << 14).toList();
    parts.forEach(part -> byStart.get(start(part, 0)).add(part));
    return byStart.stream().map(List::copyOf).toList();
  }

  /// The place in [#PARTS_BY_START] of the two characters from `at` on; negative: they are no
  /// ASCII.
  private static int start(String text, int at) {
    var first = text.charAt(at);
    var second = text.charAt(at + 1);
    return (first | second) < 1 << 7 ? first << 7 | second : -1;
  }

  private static boolean hasPart(String agent) {
    for (int at = 0; at < agent.length() - 1; at++) {
      var start = start(agent, at);
      if (start >= 0) {
        for (var part : PARTS_BY_START.get(start)) {
          if (agent.startsWith(part, at)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /// Whether a user agent is that of a program; an empty one is. Takes time in proportion to the
  /// text.
  ///
  /// @param userAgent cut to [HeaderText#AGENT_LENGTH_MAX]
  static boolean has(String userAgent) {
    var whole = userAgent.strip().toLowerCase(Locale.ROOT);
    var agent = whole.contains("bot") || whole.contains("pinterest") || whole.contains("bsalsa")
        ? NO_BOTS.matcher(whole).replaceAll(" ")
        : whole;
    if (!agent.startsWith("mozilla/")) {
      return OTHER_BROWSERS.stream().noneMatch(agent::contains) || isBot(agent);
    }
    return CUT.matcher(agent).matches()
        || COPIED.contains(agent)
        || (agent.contains("compatible") && COMPATIBLE.matcher(agent).find())
        || isBot(agent)
        || (isAddressed(agent) && CONTACT.matcher(agent).find())
        || hasPart(agent);
  }

  private static boolean isBot(String agent) {
    return agent.contains("bot") && BOT.matcher(agent).find();
  }

  /// Whether there may be a page or an address: expressions take longer over a long agent.
  private static boolean isAddressed(String agent) {
    return agent.contains("http")
        || agent.contains("www.")
        || agent.contains("mailto:")
        || agent.contains("@");
  }
}
