package plaza.edge.redirect;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import plaza.core.link.Codes;
import plaza.core.link.MatchContext;
import plaza.core.port.Cache;
import plaza.core.visit.ClientProfile;
import plaza.core.visit.PendingVisit;
import plaza.core.visit.Visit;
import plaza.core.visit.VisitRecord;
import plaza.core.visit.VisitRequest;
import plaza.core.visit.VisitTarget;
import plaza.edge.http.ClientAddress;

/// Describes a visit from its request.
public final class VisitFactory {
  private static final Pattern HOST =
      Pattern.compile("https?://(?:[^/?#@]*@)?([^/?#:@]+).*", Pattern.CASE_INSENSITIVE);

  private static final Pattern ABSOLUTE = Pattern.compile("^\\w+://[^/?#]*");
  private static final Pattern LANGUAGE = Pattern.compile("\\s*([A-Za-z]{2,8})\\b.*");
  private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

  /// Where browsers have said, over the years, that they fetch something for later.
  private static final List<CharSequence> PURPOSES = List.of(
      HttpHeaders.createOptimized("Sec-Purpose"),
      HttpHeaders.createOptimized("Purpose"),
      HttpHeaders.createOptimized("X-Moz"));

  private final Codes codes;
  private final Agents agents;

  /// @param nanoTime goes on evenly: the time that parsing takes is measured by it
  public VisitFactory(Codes codes, Cache.Maker caches, LongSupplier nanoTime) {
    this.codes = codes;
    this.agents = new Agents(caches, nanoTime);
  }

  /// Whether a person has followed the link, and not a program in advance, or for the head
  /// alone.
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
  MatchContext circumstances(Instant at, MultiMap headers, String query) {
    return new RequestContext(at, headers, query, agents);
  }

  /// The visit that a request is, to be parsed later. What it keeps of the request is cut.
  ///
  /// @param url path and query of the request
  /// @param address of the client: it is hashed, with the day, and not kept
  PendingVisit visit(
      VisitTarget place, Instant at, MultiMap headers, String url, ClientAddress address) {
    return new Described(
        place,
        at,
        HeaderText.of(headers, HttpHeaders.USER_AGENT, HeaderText.AGENT_LENGTH_MAX),
        HeaderText.of(headers, HttpHeaders.REFERER, HeaderText.REFERRER_LENGTH_MAX),
        HeaderText.of(headers, HttpHeaders.ACCEPT_LANGUAGE, HeaderText.LANGUAGE_LENGTH_MAX),
        HeaderText.cut(withoutHost(url), HeaderText.URL_LENGTH_MAX),
        address);
  }

  /// How many user agents were not parsed, because too many new ones came at once.
  public long unparsedAgents() {
    return agents.unparsed();
  }

  /// What a request says of its sender.
  private final class Described implements PendingVisit {
    private final VisitTarget place;
    private final Instant at;
    private final String agent;
    private final String referrer;
    private final String language;
    private final String url;
    private final ClientAddress address;

    Described(
        VisitTarget place,
        Instant at,
        String agent,
        String referrer,
        String language,
        String url,
        ClientAddress address) {
      this.place = place;
      this.at = at;
      this.agent = agent;
      this.referrer = referrer;
      this.language = language;
      this.url = url;
      this.address = address;
    }

    @Override
    public int bytes() {
      var characters = place.key().length()
          + agent.length()
          + referrer.length()
          + language.length()
          + url.length();
      return Visit.BASE_BYTES + 2 * characters;
    }

    @Override
    public Visit parse() {
      var known = agents.of(agent);
      var traits = new ClientProfile(
          first(HOST, referrer),
          known.browser(),
          known.system(),
          known.device(),
          first(LANGUAGE, language),
          known.bot());
      var trace = new VisitRequest(agent, withoutQuery(referrer), url);
      var day = Math.floorDiv(at.toEpochMilli(), DAY_MILLIS);
      var visitor = codes.blinded("visitor " + day + " " + address.limitKey() + " " + agent);
      return new Visit(place, new VisitRecord(at, traits, trace), visitor);
    }
  }

  /// A query may contain secrets.
  private static String withoutQuery(String url) {
    var query = url.indexOf('?');
    var end = query < 0 ? url.indexOf('#') : query;
    return end < 0 ? url : url.substring(0, end);
  }

  /// Proxies are told the whole URL (RFC 9112, 3.2.2), and some tell it on.
  private static String withoutHost(String url) {
    return url.startsWith("/") ? url : ABSOLUTE.matcher(url).replaceFirst("");
  }

  private static String first(Pattern pattern, String text) {
    var match = pattern.matcher(text);
    return match.matches() ? match.group(1).toLowerCase(Locale.ROOT) : "";
  }
}
