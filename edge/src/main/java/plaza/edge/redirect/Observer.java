package plaza.edge.redirect;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import plaza.core.link.Circumstances;
import plaza.core.link.Codes;
import plaza.core.port.Cache;
import plaza.core.visit.Place;
import plaza.core.visit.Sighting;
import plaza.core.visit.Trace;
import plaza.core.visit.Traits;
import plaza.core.visit.Visit;
import plaza.edge.http.ClientAddress;

/// What a request tells of who follows a link.
public final class Observer {
  private static final Pattern HOST =
      Pattern.compile("https?://(?:[^/?#@]*@)?([^/?#:@]+).*", Pattern.CASE_INSENSITIVE);

  private static final Pattern LANGUAGE = Pattern.compile("\\s*([A-Za-z]{2,8})\\b.*");
  private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

  /// Where browsers have said, over the years, that they fetch something for later.
  private static final List<CharSequence> PURPOSES = List.of(
      HttpHeaders.createOptimized("Sec-Purpose"),
      HttpHeaders.createOptimized("Purpose"),
      HttpHeaders.createOptimized("X-Moz"));

  private final Codes codes;
  private final Agents agents;

  public Observer(Codes codes, Cache.Maker caches) {
    this.codes = codes;
    this.agents = new Agents(caches);
  }

  /// Whether somebody has asked to see where the link leads, and not a program for later, or for
  /// the head alone.
  static boolean isVisit(String method, MultiMap headers) {
    return method.equals("GET") && !isPrefetch(headers);
  }

  private static boolean isPrefetch(MultiMap headers) {
    for (var purpose : PURPOSES) {
      if (saysPrefetch(headers.get(purpose))) {
        return true;
      }
    }
    return false;
  }

  private static boolean saysPrefetch(@Nullable String header) {
    return header != null && header.toLowerCase(Locale.ROOT).startsWith("prefetch");
  }

  /// What rules can ask about a request.
  ///
  /// @param query of the request; empty: none
  Circumstances circumstances(Instant at, MultiMap headers, String query) {
    return new AsAsked(at, headers, query, agents);
  }

  /// The visit that a request is; what takes time is done when it is asked for.
  ///
  /// @param url path and query of the request
  /// @param address of the client: it is hashed, with the day, and not kept
  Supplier<Visit> visit(
      Place place, Instant at, MultiMap headers, String url, ClientAddress address) {
    var said = new Said(
        url,
        text(headers.get(HttpHeaders.USER_AGENT)),
        text(headers.get(HttpHeaders.REFERER)),
        text(headers.get(HttpHeaders.ACCEPT_LANGUAGE)));
    return () -> visit(place, at, said, address);
  }

  private static String text(@Nullable String header) {
    return header == null ? "" : header;
  }

  /// What a request says of who sent it, as it was sent.
  private record Said(String url, String agent, String referrer, String language) {}

  private Visit visit(Place place, Instant at, Said said, ClientAddress address) {
    var agent = agents.of(said.agent);
    var traits = new Traits(
        first(HOST, said.referrer),
        agent.browser(),
        agent.system(),
        agent.device(),
        first(LANGUAGE, said.language),
        agent.bot());
    var trace = new Trace(said.agent, withoutQuery(said.referrer), withoutHost(said.url));
    var day = Math.floorDiv(at.toEpochMilli(), DAY_MILLIS);
    var visitor = codes.blinded("visitor " + day + " " + address.limitKey() + " " + said.agent);
    return new Visit(place, new Sighting(at, traits, trace), visitor);
  }

  /// What is behind a question mark may be somebody's secret.
  private static String withoutQuery(String url) {
    var query = url.indexOf('?');
    var end = query < 0 ? url.indexOf('#') : query;
    return end < 0 ? url : url.substring(0, end);
  }

  /// Proxies are told the whole URL (RFC 9112, 3.2.2), and some tell it on.
  private static String withoutHost(String url) {
    return url.startsWith("/") ? url : url.replaceFirst("^\\w+://[^/?#]*", "");
  }

  private static String first(Pattern pattern, String text) {
    var match = pattern.matcher(text);
    return match.matches() ? match.group(1).toLowerCase(Locale.ROOT) : "";
  }
}
