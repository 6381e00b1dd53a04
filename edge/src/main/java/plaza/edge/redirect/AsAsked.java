package plaza.edge.redirect;

import io.vertx.core.MultiMap;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import plaza.core.link.Circumstances;
import plaza.edge.http.Problem;
import plaza.edge.http.UrlEncoded;

/// The circumstances of a request. They are read off its headers when a rule asks.
///
/// @param query of the request; empty: none
record AsAsked(Instant at, MultiMap headers, String query, Agents agents) implements Circumstances {
  /// What ua-parser's list calls the browsers that rules can ask for.
  private static final Map<String, Set<String>> FAMILIES = Map.of(
      "chrome", Set.of("Chrome", "Chrome Mobile", "Chrome Mobile iOS", "Chromium"),
      "firefox", Set.of("Firefox", "Firefox Mobile", "Firefox iOS"),
      "edge", Set.of("Edge", "Edge Mobile"),
      "safari", Set.of("Safari", "Mobile Safari"),
      "opera", Set.of("Opera", "Opera Mobile", "Opera Mini"),
      "android_browser", Set.of("Android"));

  private String agent() {
    var agent = headers.get("User-Agent");
    return agent == null ? "" : agent;
  }

  @Override
  public boolean isDevice(String device) {
    var text = agent().toLowerCase(Locale.ROOT);
    return switch (device) {
      case "android" -> text.contains("android");
      case "ios" -> isIos(text);
      case "mobile" -> text.contains("android") || isIos(text) || text.contains("mobi");
      case "windows" -> isWindows(text);
      case "macos" -> isMac(text);
      case "linux" -> isLinux(text);
      case "chromeos" -> text.contains("cros");
      case "desktop" -> isWindows(text) || isMac(text) || isLinux(text) || text.contains("cros");
      default -> false;
    };
  }

  private static boolean isIos(String agent) {
    return agent.contains("iphone") || agent.contains("ipad") || agent.contains("ipod");
  }

  private static boolean isWindows(String agent) {
    return agent.contains("windows nt");
  }

  private static boolean isMac(String agent) {
    return agent.contains("macintosh");
  }

  private static boolean isLinux(String agent) {
    return agent.contains("linux") && !agent.contains("android");
  }

  @Override
  public boolean isBrowser(String browser) {
    return FAMILIES.getOrDefault(browser, Set.of()).contains(agents.of(agent()).browser());
  }

  @Override
  public List<String> languages() {
    var header = headers.get("Accept-Language");
    return header == null
        ? List.of()
        : Arrays.stream(header.split(",", -1))
            .map(range -> range.replaceFirst(";.*", "").strip())
            .toList();
  }

  @Override
  public List<String> parameter(String name) {
    return parameters().stream()
        .filter(pair -> pair.getKey().equals(name))
        .map(Map.Entry::getValue)
        .toList();
  }

  /// A query that can't be read asks for nothing; it is the target's to refuse it.
  private List<Map.Entry<String, String>> parameters() {
    try {
      return UrlEncoded.pairs(query);
    } catch (Problem.Refusal refusal) {
      return List.of();
    }
  }
}
