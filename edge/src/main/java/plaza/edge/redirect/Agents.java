package plaza.edge.redirect;

import java.util.Locale;
import java.util.Optional;
import ua_parser.CachingParser;
import ua_parser.Parser;

/// What browsers say of themselves, as far as ua-parser's list knows it.
final class Agents {
  /// The list's word for what it does not know.
  private static final String UNKNOWN = "Other";

  /// The list's word for programs that look by themselves.
  private static final String SPIDER = "Spider";

  /// Reading the list takes a moment, which no start should pay that nobody needs it in.
  private Optional<Parser> parser = Optional.empty();

  /// @param device `desktop`, `phone`, `tablet`, or empty
  record Agent(String browser, String system, String device, boolean bot) {
    static final Agent UNKNOWN = new Agent("", "", "", false);
  }

  Agent of(String userAgent) {
    if (userAgent.isBlank()) {
      return Agent.UNKNOWN;
    }
    var client = parser().parse(userAgent);
    var bot = client.device.family.equals(SPIDER);
    return new Agent(
        known(client.userAgent.family), known(client.os.family), device(userAgent), bot);
  }

  private synchronized Parser parser() {
    var known = parser.orElseGet(CachingParser::new);
    parser = Optional.of(known);
    return known;
  }

  private static String known(String word) {
    return word.equals(UNKNOWN) ? "" : word;
  }

  /// By the words that browsers' makers have agreed on: only a phone says `Mobi`, but for old
  /// tablets.
  private static String device(String userAgent) {
    var text = userAgent.toLowerCase(Locale.ROOT);
    var mobile = text.contains("mobi");
    if (text.contains("ipad") || text.contains("tablet") || (text.contains("android") && !mobile)) {
      return "tablet";
    }
    if (mobile) {
      return "phone";
    }
    return text.startsWith("mozilla/") ? "desktop" : "";
  }
}
