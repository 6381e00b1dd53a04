package plaza.edge.redirect;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import plaza.core.link.MatchContext;
import plaza.edge.http.Problem;
import plaza.edge.http.UrlEncoded;

/// Reads the context of a request for matching rules. They are read off its headers when a rule
/// asks for the first time, and once: a link may have a thousand conditions. Used by one
/// thread.
final class RequestContext implements MatchContext {
  /// What ua-parser's list calls the browsers that rules can ask for.
  private static final Map<String, Set<String>> FAMILIES = Map.of(
      "chrome", Set.of("Chrome", "Chrome Mobile", "Chrome Mobile iOS", "Chromium"),
      "firefox", Set.of("Firefox", "Firefox Mobile", "Firefox iOS"),
      "edge", Set.of("Edge", "Edge Mobile"),
      "safari", Set.of("Safari", "Mobile Safari"),
      "opera", Set.of("Opera", "Opera Mobile", "Opera Mini"),
      "android_browser", Set.of("Android"));

  private final Instant at;
  private final MultiMap headers;
  private final String query;
  private final Agents agents;

  private @Nullable String agent;
  private @Nullable String agentInLowerCase;
  private @Nullable String browser;
  private @Nullable List<String> languages;
  private @Nullable Map<String, List<String>> parameters;

  /// @param query of the request; empty: none
  RequestContext(Instant at, MultiMap headers, String query, Agents agents) {
    this.at = at;
    this.headers = headers;
    this.query = query;
    this.agents = agents;
  }

  @Override
  public Instant at() {
    return at;
  }

  private String agent() {
    var known = agent;
    if (known == null) {
      known = HeaderText.of(headers, HttpHeaders.USER_AGENT, HeaderText.AGENT_LENGTH_MAX);
      agent = known;
    }
    return known;
  }

  private String agentInLowerCase() {
    var known = agentInLowerCase;
    if (known == null) {
      known = agent().toLowerCase(Locale.ROOT);
      agentInLowerCase = known;
    }
    return known;
  }

  @Override
  public boolean isDevice(String device) {
    var text = agentInLowerCase();
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

  /// Parses the user agent: not to be called on an event loop.
  @Override
  public boolean isBrowser(String asked) {
    var known = browser;
    if (known == null) {
      known = agents.of(agent()).browser();
      browser = known;
    }
    return FAMILIES.getOrDefault(asked, Set.of()).contains(known);
  }

  @Override
  public List<String> languages() {
    var known = languages;
    if (known == null) {
      known = new ArrayList<>();
      var header =
          HeaderText.of(headers, HttpHeaders.ACCEPT_LANGUAGE, HeaderText.LANGUAGE_LENGTH_MAX);
      for (var range : header.split(",", -1)) {
        var weight = range.indexOf(';');
        known.add((weight < 0 ? range : range.substring(0, weight)).strip());
      }
      languages = known;
    }
    return known;
  }

  @Override
  public List<String> parameter(String name) {
    var known = parameters;
    if (known == null) {
      known = parameters();
      parameters = known;
    }
    return known.getOrDefault(name, List.of());
  }

  /// A query that can't be read asks for nothing; it is the target's to refuse it.
  private Map<String, List<String>> parameters() {
    var read = new HashMap<String, List<String>>();
    try {
      UrlEncoded.pairs(query)
          .forEach(pair ->
              read.computeIfAbsent(pair.getKey(), _ -> new ArrayList<>()).add(pair.getValue()));
      return read;
    } catch (Problem.Refusal refusal) {
      return Map.of();
    }
  }
}
