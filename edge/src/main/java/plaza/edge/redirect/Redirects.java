package plaza.edge.redirect;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import plaza.core.link.Code;
import plaza.core.link.Link;
import plaza.core.link.LinkCache;
import plaza.core.link.LinkCache.Found;
import plaza.core.link.Rule;
import plaza.core.visit.PendingVisit;
import plaza.core.visit.VisitCollector;
import plaza.core.visit.VisitTarget;
import plaza.core.visit.Visits;
import plaza.edge.http.Answer;
import plaza.edge.http.ClientAddress;
import plaza.edge.http.Exchange;
import plaza.edge.http.Request;
import plaza.edge.http.Route;
import plaza.edge.http.Route.Schema;
import plaza.edge.http.Route.Who;

/// Redirects short URLs. A link in memory is answered on the event loop; all others, and
/// unknown codes, take the path of all requests.
public final class Redirects {
  /// Its route's pattern: every path of one part that is nothing else. It comes last in the table.
  public static final String PATTERN = "/{code}";

  /// As browsers do by themselves: the target's owner sees which site sent the visitor, not which
  /// page.
  private static final String REFERRER = "strict-origin-when-cross-origin";

  /// As bytes, which need not be looked at each time.
  private static final CharSequence REFERRER_POLICY =
      HttpHeaders.createOptimized("Referrer-Policy");

  private static final CharSequence REFERRER_TEXT = HttpHeaders.createOptimized(REFERRER);

  /// What is under these is asked for by programs.
  private static final List<String> OURS = List.of("/api/", "/rest/");

  private final LinkCache known;
  private final VisitCollector visits;
  private final Visits counted;
  private final VisitFactory observer;
  private final MissLimiter misses;
  private final InstantSource clock;

  public Redirects(
      LinkCache known,
      VisitCollector visits,
      Visits counted,
      VisitFactory observer,
      MissLimiter misses,
      InstantSource clock) {
    this.known = known;
    this.visits = visits;
    this.counted = counted;
    this.observer = observer;
    this.misses = misses;
    this.clock = clock;
  }

  public List<Route> routes() {
    return List.of(new Route(
        List.of("GET"),
        PATTERN,
        Who.ANYBODY,
        Route.BODY_MAX,
        "Follow a short link",
        Schema.of("", "", 302).or(301, 307, 308).as("*/*").with("Location").withPage(),
        this::follow));
  }

  /// Whether a link has this code, wherever it leads.
  boolean isThere(String code) {
    return Code.problem(code).isEmpty() && known.find(new Code(code)) instanceof Found.Leads;
  }

  /// The answer to a request whose code leads nowhere, for whatever reason.
  Answer missing(Request request) {
    return misses.missed(request.address());
  }

  Answer follow(Exchange exchange) {
    var request = exchange.request();
    var text = String.valueOf(exchange.path().get("code"));
    if (Code.problem(text).isPresent()
        || !(known.find(new Code(text)) instanceof Found.Leads leads)) {
      return missing(request);
    }
    var now = clock.instant();
    var asked = observer.circumstances(now, request.headers(), request.query());
    return RedirectTarget.of(leads, request.query(), asked)
        .filter(_ -> admits(
            leads.link(),
            request.method(),
            request.headers(),
            request.target(),
            request.address(),
            now))
        .map(way -> Answer.empty(way.status())
            .with("Location", way.location())
            .with("Cache-Control", way.caching())
            .with("Referrer-Policy", REFERRER))
        .orElseGet(() -> missing(request));
  }

  /// Counts who is let through; where visits are limited, who is counted is let through.
  ///
  /// @param url path and query of the request
  /// @param address of the client
  private boolean admits(
      Link link, String method, MultiMap headers, String url, ClientAddress address, Instant now) {
    var place = new VisitTarget.OfLink(link.application(), link.code());
    var visit = observer.visit(place, now, headers, url, address);
    var isVisit = VisitFactory.isVisit(method, headers);
    if (!link.terms().validity().limited()) {
      if (isVisit) {
        visits.collect(visit);
      }
      return true;
    }
    var most = link.terms().validity().visitsMax();
    var parsed = visit.parse();
    if (!isVisit || parsed.sighting().traits().bot()) {
      var admitted = counted.total(link.code()).visits() < most;
      if (admitted && isVisit) {
        visits.collect(PendingVisit.of(parsed));
      }
      return admitted;
    }
    return visits.tryConsumeVisit(parsed, most);
  }

  /// A request came to where nothing is; who sent it has perhaps followed a link that was.
  ///
  /// @param pattern of the route that it found, or empty
  public void countOrphan(Request request, String pattern) {
    if (VisitFactory.isVisit(request.method(), request.headers())) {
      orphan(request.path(), pattern).ifPresent(place -> {
        var now = clock.instant();
        visits.collectOrphan(
            now,
            observer.visit(place, now, request.headers(), request.target(), request.address()));
      });
    }
  }

  /// Whether people come to a path by following a link, and not programs that call the API.
  ///
  /// @param pattern of the route that answers it; empty: none
  static boolean areForPeople(String path, String pattern) {
    return (pattern.equals(PATTERN) || pattern.isEmpty())
        && OURS.stream().noneMatch(path::startsWith);
  }

  private static Optional<VisitTarget.Orphan> orphan(String path, String pattern) {
    return switch (pattern) {
      case "/" -> Optional.of(VisitTarget.Orphan.BASE_URL);
      case PATTERN -> Optional.of(VisitTarget.Orphan.INVALID_SHORT_URL);
      case "" ->
        areForPeople(path, pattern)
            ? Optional.of(VisitTarget.Orphan.REGULAR_404)
            : Optional.empty();
      default -> Optional.empty();
    };
  }

  /// Where a request leads that can be answered on the event loop, if it can: its code's link is in
  /// memory, may be followed any number of times, and has no rules that take time.
  public Optional<Found.Leads> inMemory(HttpServerRequest head) {
    return code(head)
        .flatMap(known::peek)
        .filter(found -> found instanceof Found.Leads leads
            && !leads.link().terms().validity().limited()
            && Rule.quick(leads.link().terms().redirection().rules()))
        .map(Found.Leads.class::cast);
  }

  /// Answers on the event loop, unless the link leads nowhere just now; says whether it did.
  ///
  /// @param address of the client
  public boolean answered(HttpServerRequest head, Found.Leads leads, ClientAddress address) {
    var query = head.query() == null ? "" : head.query();
    var now = clock.instant();
    var way = RedirectTarget.of(leads, query, observer.circumstances(now, head.headers(), query));
    if (way.isEmpty()
        || !admits(leads.link(), head.method().name(), head.headers(), head.uri(), address, now)) {
      return false;
    }
    head.response()
        .setStatusCode(way.get().status())
        .putHeader(HttpHeaders.LOCATION, way.get().location())
        .putHeader(HttpHeaders.CACHE_CONTROL, way.get().caching())
        .putHeader(REFERRER_POLICY, REFERRER_TEXT)
        .end();
    return true;
  }

  /// The code, when the request is nothing but one that needs no decoding.
  private static Optional<Code> code(HttpServerRequest head) {
    var method = head.method().name();
    var path = head.path();
    if (!(method.equals("GET") || method.equals("HEAD"))
        || path == null
        || path.length() < 2
        || path.indexOf('/', 1) > 0
        || path.indexOf('%') >= 0
        || head.getHeader(HttpHeaders.CONTENT_LENGTH) != null
        || head.getHeader(HttpHeaders.TRANSFER_ENCODING) != null) {
      return Optional.empty();
    }
    var text = path.substring(1);
    return Code.problem(text).isPresent() ? Optional.empty() : Optional.of(new Code(text));
  }
}
