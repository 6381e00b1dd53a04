package plaza.edge.redirect;

import java.util.Locale;
import java.util.Optional;
import plaza.core.port.Cache;

/// What browsers say of themselves, as far as ua-parser's list knows it.
final class Agents {
  /// The list's word for what it does not know.
  private static final String UNKNOWN = "Other";

  /// The list's word for programs that look by themselves.
  private static final String SPIDER = "Spider";

  /// How many browsers are remembered: the list has hundreds of patterns, and people few browsers.
  private static final int KNOWN_MAX = 1_000;

  private final Cache<String, Agent> known;

  /// Reading the list takes a moment, which no start should pay that nobody needs it in.
  private Optional<AgentParser> parser = Optional.empty();

  Agents(Cache.Maker caches) {
    this.known = caches.make(KNOWN_MAX);
  }

  /// @param device `desktop`, `phone`, `tablet`, or empty
  record Agent(String browser, String system, String device, boolean bot) {
    static final Agent UNKNOWN = new Agent("", "", "", false);
  }

  Agent of(String userAgent) {
    if (userAgent.isBlank()) {
      return Agent.UNKNOWN;
    }
    return known.get(userAgent, text -> Optional.of(read(text))).orElseThrow();
  }

  private Agent read(String userAgent) {
    var parser = parser();
    var bot = parser.devices().parse(userAgent).family.equals(SPIDER);
    var browser = parser.browsers().parse(userAgent).family;
    var system = parser.systems().parse(userAgent).family;
    return new Agent(known(browser), known(system), device(userAgent), bot);
  }

  private synchronized AgentParser parser() {
    var read = parser.orElseGet(AgentParser::read);
    parser = Optional.of(read);
    return read;
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
