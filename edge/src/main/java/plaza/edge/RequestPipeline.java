package plaza.edge;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import plaza.edge.http.Answer;
import plaza.edge.http.Caller;
import plaza.edge.http.ClientAddress;
import plaza.edge.http.Exchange;
import plaza.edge.http.Failures;
import plaza.edge.http.FairShare;
import plaza.edge.http.HttpEdge;
import plaza.edge.http.Limits;
import plaza.edge.http.Problem;
import plaza.edge.http.Replies;
import plaza.edge.http.Request;
import plaza.edge.http.Route;
import plaza.edge.http.RouteTable;
import plaza.edge.redirect.NotFoundPage;
import plaza.edge.redirect.Redirects;

/// Processes every request in this order: guard, route, admit, limit, handle; and finishes
/// every answer.
final class RequestPipeline implements HttpEdge.RequestHandler {
  private static final Logger LOG = LoggerFactory.getLogger(RequestPipeline.class);
  private static final int ID_BYTES = 8;
  private static final byte[] NO_BODY = {};

  private static final String HEALTH = "/health";

  /// What operators' programs ask for: there is room for them when the server is full.
  static final Set<String> OPERATIONS = Set.of(HEALTH, "/ready", "/metrics");

  /// An id that a proxy, or the client, has given the request before us.
  private static final Pattern GIVEN_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private final RouteTable table;
  private final Access access;
  private final RequestRates pacing;
  private final Redirects redirects;
  private final TrustedProxies trustedProxies;
  private final RandomGenerator random;
  private final RequestTimes times;
  private final boolean logRequests;
  private final ReadLimiter reads;
  private final RequestPacer pacer = new RequestPacer();

  /// The requests that are being answered, by the application that they are about.
  private final FairShare inFlight = new FairShare(Limits.DEFAULT.inFlight());

  RequestPipeline(
      RouteTable table,
      Access access,
      RequestRates pacing,
      Redirects redirects,
      EdgeConfig config,
      Edge.Services services) {
    this.table = table;
    this.access = access;
    this.pacing = pacing;
    this.redirects = redirects;
    this.reads = new ReadLimiter(services.local());
    this.trustedProxies = new TrustedProxies(config.trustedProxies());
    this.logRequests = config.logRequests();
    this.random = services.product().environment().random();
    this.times = new RequestTimes(services.metrics());
  }

  @Override
  public HttpEdge.Awaited begin(HttpServerRequest head) {
    try {
      var found = table.find(head.method().name(), head.path());
      var bodyMax = found instanceof RouteTable.Found.Hit(var route, var _)
          ? route.bodyMax()
          : Route.BODY_MAX;
      return awaited(head, bodyMax, () -> found);
    } catch (Problem.Refusal refusal) {
      // Told when its turn comes: the request may be refused for what comes first.
      return awaited(head, Route.BODY_MAX, () -> {
        throw refusal;
      });
    }
  }

  /// Liveness is answered even when no thread is free.
  @Override
  public Optional<Answer> onLoop(HttpServerRequest head) {
    return isAboutHealth(head) && !announcesBody(head)
        ? answer(
            request(head, NO_BODY, ClientAddress.of(head)),
            () -> table.find(head.method().name(), HEALTH),
            this::routed)
        : Optional.empty();
  }

  private static boolean isAboutHealth(HttpServerRequest head) {
    return HEALTH.equals(head.path())
        && (head.method().equals(HttpMethod.GET) || head.method().equals(HttpMethod.HEAD));
  }

  private static boolean announcesBody(HttpServerRequest head) {
    return head.headers().contains(HttpHeaders.CONTENT_LENGTH)
        || head.headers().contains(HttpHeaders.TRANSFER_ENCODING);
  }

  @Override
  public boolean isOperators(HttpServerRequest head) {
    return OPERATIONS.contains(String.valueOf(head.path()))
        || Access.claimsOperator(head.headers());
  }

  @Override
  public ClientAddress client(HttpServerRequest head) {
    return client(head, ClientAddress.of(head));
  }

  @Override
  public long delayNanos(HttpServerRequest head) {
    return OPERATIONS.contains(String.valueOf(head.path()))
        ? 0
        : pacer.delayNanos(
            Access.sentKey(head.headers()).orElseGet(() -> client(head).limitKey()));
  }

  /// A link whose target is in memory needs no thread, and nothing of what is behind it.
  @Override
  public boolean answersAtOnce(HttpServerRequest head) {
    var began = System.nanoTime();
    var found = redirects.inMemory(head);
    if (found.isEmpty()
        || logRequests
        || access.mustLookAt(head.headers())
        || !redirects.answered(head, found.get(), client(head))) {
      return false;
    }
    times.took(
        head.method().name(),
        Redirects.PATTERN,
        head.response().getStatusCode(),
        Duration.ofNanos(System.nanoTime() - began));
    return true;
  }

  private HttpEdge.Awaited awaited(
      HttpServerRequest head, int bodyMax, Supplier<RouteTable.Found> found) {
    return new HttpEdge.Awaited(
        bodyMax,
        address -> answer(request(head, NO_BODY, address), found, this::refusal),
        (body, address) ->
            answer(request(head, body, address), found, this::routed).orElseThrow());
  }

  private Request request(HttpServerRequest head, byte[] body, ClientAddress address) {
    return new Request(
        id(head),
        head.method().name(),
        head.path(),
        head.query() == null ? "" : head.query(),
        head.headers(),
        body,
        client(head, address));
  }

  /// What answers a request that has found its route; empty: it is not to be answered yet.
  @FunctionalInterface
  private interface Answering {
    Optional<Answer> answer(Request request, Route route, Map<String, String> path);
  }

  private Optional<Answer> answer(
      Request request, Supplier<RouteTable.Found> found, Answering answering) {
    var began = System.nanoTime();
    try (var _ = MDC.putCloseable("request", request.id())) {
      var answered = answered(request, found, answering);
      answered.ifPresent(a -> note(request, a, Duration.ofNanos(System.nanoTime() - began)));
      return answered.map(a -> finished(a.answer(), request.id()));
    }
  }

  private void note(Request request, Answered answered, Duration time) {
    var status = answered.answer().status();
    times.took(request.method(), answered.route(), status, time);
    if (logRequests) {
      LOG.atInfo()
          .addKeyValue("method", request.method())
          .addKeyValue("route", answered.route())
          .addKeyValue("status", status)
          .addKeyValue("ms", time.toMillis())
          .log("answered");
    }
  }

  /// An answer, and the pattern of the route that gave it.
  private record Answered(String route, Answer answer) {}

  @Override
  public Answer refused(Problem problem) {
    return finished(problem.answer(), newId());
  }

  @Override
  public Answer refused(HttpServerRequest head, Problem problem) {
    var origin = Optional.ofNullable(head.getHeader(HttpHeaders.ORIGIN));
    return finished(Cors.allowAnybody(origin, problem.answer()), newId());
  }

  @Override
  public Answer failed(Throwable cause) {
    var id = newId();
    return finished(Failures.problem(id, true, cause).answer(), id);
  }

  private Optional<Answered> answered(
      Request request, Supplier<RouteTable.Found> found, Answering answering) {
    try {
      access.guard(request);
      return switch (found.get()) {
        case RouteTable.Found.Hit(var route, var path) -> {
          var answer = answering.answer(request, route, path);
          if (answer.isPresent() && answer.get().status() == 404) {
            redirects.countOrphan(request, route.pattern());
          }
          yield answer.map(a ->
              new Answered(route.pattern(), NotFoundPage.forPeople(request, route.pattern(), a)));
        }
        case RouteTable.Found.OtherMethod(var allow) ->
          Optional.of(new Answered("other", otherMethod(request, allow)));
        case RouteTable.Found.Nothing() -> {
          redirects.countOrphan(request, "");
          var answer = Cors.allowAnybody(request, Replies.NOTHING.answer());
          yield Optional.of(new Answered("none", NotFoundPage.forPeople(request, "", answer)));
        }
      };
    } catch (Problem.Refusal refusal) {
      return Optional.of(
          new Answered("refused", Cors.allowAnybody(request, refusal.problem().answer())));
    } catch (RuntimeException | Error e) {
      return Optional.of(
          new Answered("failed", Cors.allowAnybody(request, failed(request, e).answer())));
    }
  }

  private static Problem failed(Request request, Throwable e) {
    var changes = !request.method().equals("GET") && !request.method().equals("HEAD");
    return Failures.problem(request.id(), changes, e);
  }

  private Answer otherMethod(Request request, String allow) {
    if (!request.method().equals("OPTIONS")) {
      return Cors.allowAnybody(
          request, Problem.of(405, "Method not allowed").with("Allow", allow).answer());
    }
    if (access.open()) {
      // Of pages, only those of this machine have come so far.
      return Cors.preflightOfAnybody(request, allow);
    }
    var token = tokenOf(request);
    return token.equals(RouteTable.FROM_CREDENTIAL)
        ? Cors.preflightOfAnybody(request, allow)
        : Cors.preflight(request, access.ofToken(token), allow);
  }

  /// The token in the path of what a preflight asks for: it carries no credential, so only the
  /// path can say which application it is about.
  private String tokenOf(Request request) {
    var asked = request.header("Access-Control-Request-Method").orElse("GET");
    return table.find(asked, request.path()) instanceof RouteTable.Found.Hit(var route, var path)
        ? path.getOrDefault("token", namesNone(route.who()) ? RouteTable.FROM_CREDENTIAL : "")
        : "";
  }

  /// Whether only the call itself, or its answer, says which pages may read it.
  private static boolean namesNone(Route.Who who) {
    return who == Route.Who.APPLICATION_OR_ONLY || who == Route.Who.ANYBODY;
  }

  /// The answer to a request whose head alone is reason enough to refuse it, before its body is
  /// read.
  private Optional<Answer> refusal(Request request, Route route, Map<String, String> path) {
    try {
      access.admitHead(request, route, Optional.ofNullable(path.get("token")));
      return Optional.empty();
    } catch (Problem.Refusal refusal) {
      return Optional.of(
          readable(request, path, Optional.empty(), route.problems().apply(refusal.problem())));
    }
  }

  private Optional<Answer> routed(Request request, Route route, Map<String, String> path) {
    Optional<Caller> caller = Optional.empty();
    Map<String, String> headers = Map.of();
    Answer answer;
    try {
      caller = access.admit(request, route, Optional.ofNullable(path.get("token")));
      Acceptance.require(request, route);
      headers = pacing.admit(request, caller.map(Caller::application));
      answer = handled(route, new Exchange(request, path, caller, Exchange.Turn.UNLIMITED));
    } catch (Problem.Refusal refusal) {
      answer = route.problems().apply(refusal.problem());
    } catch (RuntimeException | Error e) {
      answer = route.problems().apply(failed(request, e));
    }
    for (var header : headers.entrySet()) {
      answer = answer.with(header.getKey(), header.getValue());
    }
    return Optional.of(readable(request, path, caller, answer));
  }

  private Answer handled(Route route, Exchange exchange) {
    if (exchange.admitted().isEmpty()) {
      return inItsTurn(exchange, route);
    }
    var application = Long.toString(exchange.application().id().value());
    if (!inFlight.take(application, 1)) {
      throw Problem.of(
              503, "Service unavailable", "Too many requests of the application are in progress")
          .with("Retry-After", "1")
          .refuse();
    }
    try {
      return inItsTurn(exchange, route);
    } finally {
      inFlight.add(application, -1);
    }
  }

  /// The answer, for the pages that may read it.
  private Answer readable(
      Request request, Map<String, String> path, Optional<Caller> caller, Answer answer) {
    // In open mode, of pages only those of this machine have come so far. And whatever page it is
    // may read why it was refused: nothing of an application is in that.
    if (access.open() || (caller.isEmpty() && answer.status() >= 400)) {
      return Cors.allowAnybody(request, answer);
    }
    var application =
        caller.map(Caller::application).or(() -> access.ofToken(path.getOrDefault("token", "")));
    return Cors.allow(request, application, answer);
  }

  private Answer inItsTurn(Exchange exchange, Route route) {
    var request = exchange.request();
    var caller = exchange
        .admitted()
        .<Object>map(c -> c.application().id())
        .orElseGet(() -> request.address().limitKey());
    reads.seen(caller, request);
    if (!ReadLimiter.limits(request)) {
      return route.handler().handle(exchange);
    }
    return reads.handle(caller, turn -> route.handler().handle(exchange.in(turn)));
  }

  private static Answer finished(Answer answer, String id) {
    var headers = new LinkedHashMap<>(answer.headers());
    headers.put("X-Request-Id", id);
    headers.put("X-Content-Type-Options", "nosniff");
    headers.putIfAbsent("Referrer-Policy", "no-referrer");
    headers.putIfAbsent("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    headers.putIfAbsent("Cache-Control", "private, no-cache");
    return new Answer(answer.status(), headers, answer.body());
  }

  private String id(HttpServerRequest head) {
    var given = head.getHeader("X-Request-Id");
    return given != null && GIVEN_ID.matcher(given).matches() ? given : newId();
  }

  private String newId() {
    var bytes = new byte[ID_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private ClientAddress client(HttpServerRequest head, ClientAddress connection) {
    return trustedProxies.client(connection, head.headers().getAll("X-Forwarded-For"));
  }
}
