package plaza.edge;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import plaza.core.pipeline.LogFullException;
import plaza.core.pipeline.OutcomeUnknownException;
import plaza.core.pipeline.UnavailableException;
import plaza.core.port.StoreException;
import plaza.core.tenant.TenantStore.View;
import plaza.edge.http.Answer;
import plaza.edge.http.Exchange;
import plaza.edge.http.HttpEdge;
import plaza.edge.http.Problem;
import plaza.edge.http.Request;
import plaza.edge.http.Route;
import plaza.edge.http.RouteTable;

/// What happens to every request, in this order: guard, route, admit, pace, handle; and to every
/// answer.
final class Front implements HttpEdge.RequestHandler {
  private static final Logger LOG = LoggerFactory.getLogger(Front.class);
  private static final int ID_BYTES = 8;

  private final RouteTable table;
  private final Access access;
  private final Pacing pacing;
  private final List<Network> trustedProxies;
  private final RandomGenerator random;
  private final MeterRegistry metrics;

  Front(
      RouteTable table,
      Access access,
      Pacing pacing,
      List<Network> trustedProxies,
      RandomGenerator random,
      MeterRegistry metrics) {
    this.table = table;
    this.access = access;
    this.pacing = pacing;
    this.trustedProxies = trustedProxies;
    this.random = random;
    this.metrics = metrics;
  }

  @Override
  public int bodyMax(String method, String path) {
    try {
      return table.find(method, path) instanceof RouteTable.Found.Hit(var route, var _)
          ? route.bodyMax()
          : Route.BODY_MAX;
    } catch (Problem.Refusal e) {
      return Route.BODY_MAX;
    }
  }

  @Override
  public Answer answer(HttpServerRequest head, byte[] body, String address) {
    var request = new Request(
        newId(),
        head.method().name(),
        head.path(),
        head.query() == null ? "" : head.query(),
        head.headers(),
        body,
        client(head, address));
    var timer = Timer.start(metrics);
    var answered = answered(request);
    timer.stop(metrics.timer(
        "plaza.http.requests",
        "method",
        known(request.method()),
        "route",
        answered.route(),
        "status",
        Integer.toString(answered.answer().status())));
    return finished(answered.answer(), request.id());
  }

  private static String known(String method) {
    return List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS").contains(method)
        ? method
        : "other";
  }

  /// An answer, and the pattern of the route that gave it.
  private record Answered(String route, Answer answer) {}

  @Override
  public Answer refused(Problem problem) {
    return finished(problem.answer(), newId());
  }

  private Answered answered(Request request) {
    try {
      access.guard(request);
      return switch (table.find(request.method(), request.path())) {
        case RouteTable.Found.Hit(var route, var path) ->
          new Answered(route.pattern(), routed(request, route, path));
        case RouteTable.Found.OtherMethod(var allow) ->
          new Answered("other", otherMethod(request, allow));
        case RouteTable.Found.Nothing() ->
          new Answered("none", Problem.of(404, "Not found").answer());
      };
    } catch (Problem.Refusal refusal) {
      return new Answered("refused", refusal.problem().answer());
    }
  }

  private Answer otherMethod(Request request, String allow) {
    if (!request.method().equals("OPTIONS")) {
      return Problem.of(405, "Method not allowed").with("Allow", allow).answer();
    }
    return Cors.preflight(request, ofPath(request), allow);
  }

  /// The application that a preflight is about: it carries no credential, so only the path can
  /// say.
  private Optional<View> ofPath(Request request) {
    var asked = request.header("Access-Control-Request-Method").orElse("GET");
    return table.find(asked, request.path()) instanceof RouteTable.Found.Hit(var _, var path)
        ? access.ofToken(path.getOrDefault("token", ""))
        : Optional.empty();
  }

  private Answer routed(Request request, Route route, Map<String, String> path) {
    Optional<View> application = Optional.empty();
    Map<String, String> headers = Map.of();
    Answer answer;
    try {
      application = access.admit(request, route, Optional.ofNullable(path.get("token")));
      requireAcceptable(request);
      headers = pacing.admit(request, application);
      answer = route.handler().handle(new Exchange(request, route, path, application));
    } catch (Problem.Refusal refusal) {
      answer = refusal.problem().answer();
    } catch (RuntimeException e) {
      answer = failed(request, route, e);
    }
    for (var header : headers.entrySet()) {
      answer = answer.with(header.getKey(), header.getValue());
    }
    return Cors.allow(request, application, answer);
  }

  private static final Set<String> ACCEPTABLE = Set.of(
      "*/*",
      "application/*",
      "application/json",
      "application/problem+json",
      "text/*",
      "text/plain");

  private static void requireAcceptable(Request request) {
    var accept =
        request.header("Accept").map(header -> header.toLowerCase(Locale.ROOT)).orElse("*/*");
    for (var range : accept.split(",", -1)) {
      var type = range.split(";", -1)[0].strip();
      var excluded = range.replace(" ", "").matches(".*;q=0(\\.0*)?");
      if (ACCEPTABLE.contains(type) && !excluded) {
        return;
      }
    }
    throw Problem.of(406, "Not acceptable", "Plaza answers in JSON").refuse();
  }

  /// What went wrong inside, told without a trace of it.
  private static Answer failed(Request request, Route route, RuntimeException e) {
    return switch (e) {
      case LogFullException full ->
        Problem.of(507, "Insufficient storage", "Nothing was stored: " + full.getMessage())
            .answer();
      case OutcomeUnknownException _ ->
        Problem.of(
                503,
                "Outcome unknown",
                "The change may be stored or may not: send it again with the same Idempotency-Key")
            .with("Retry-After", "1")
            .answer();
      case UnavailableException unavailable ->
        Problem.of(503, "Service unavailable", nothingStored(request) + unavailable.getMessage())
            .with("Retry-After", "1")
            .answer();
      case StoreException store -> {
        LOG.warn("request {} failed: {}", request.id(), store.getMessage());
        yield Problem.of(503, "Service unavailable", "The store does not answer")
            .with("Retry-After", "1")
            .answer();
      }
      default -> {
        LOG.error("request {} to {} failed", request.id(), route.pattern(), e);
        yield Problem.of(
                500, "Internal error", "Something went wrong; the request's id is " + request.id())
            .answer();
      }
    };
  }

  private static String nothingStored(Request request) {
    return request.method().equals("GET") || request.method().equals("HEAD")
        ? ""
        : "Nothing was stored: ";
  }

  private static Answer finished(Answer answer, String id) {
    return answer
        .with("X-Request-Id", id)
        .with("X-Content-Type-Options", "nosniff")
        .with("Referrer-Policy", "no-referrer")
        .with("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
        .with("Cache-Control", "private, no-cache");
  }

  private String newId() {
    var bytes = new byte[ID_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /// The client's address: the connection's, or what trusted proxies say, read from the right.
  private String client(HttpServerRequest head, String address) {
    var client = address;
    var hops = new ArrayList<String>();
    head.headers()
        .getAll("X-Forwarded-For")
        .forEach(header -> hops.addAll(List.of(header.split(",", -1))));
    for (var hop : hops.reversed()) {
      if (!trusted(client)) {
        return client;
      }
      client = hop.strip();
    }
    return client;
  }

  private boolean trusted(String address) {
    return trustedProxies.stream().anyMatch(network -> network.contains(address));
  }
}
