package plaza.edge.operations;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import plaza.edge.http.Answer;
import plaza.edge.http.Exchange;
import plaza.edge.http.Json;
import plaza.edge.http.Problem;
import plaza.edge.http.Route;
import plaza.edge.http.Route.Schema;
import plaza.edge.http.Route.Who;

/// The routes of operations.
public final class OperationRoutes {
  private static final List<String> GET = List.of("GET");

  private final Health health;
  private final PrometheusMeterRegistry metrics;
  private final Supplier<List<Route>> table;
  private final String version;

  /// @param table all routes, these included
  public OperationRoutes(
      Health health, PrometheusMeterRegistry metrics, Supplier<List<Route>> table, String version) {
    this.health = health;
    this.metrics = metrics;
    this.table = table;
    this.version = version;
  }

  public List<Route> routes() {
    return List.of(
        new Route(
            GET,
            "/health",
            Who.ANYBODY,
            Route.BODY_MAX,
            "Show whether the process is alive",
            Schema.of("", "Health", 200),
            _ -> Answer.json(200, Json.object().put("status", "ok"))),
        new Route(
            GET,
            "/ready",
            Who.ANYBODY,
            Route.BODY_MAX,
            "Show whether the server can serve, and the state of each part",
            Schema.of("", "Readiness", 200, "for").or(503),
            this::ready),
        new Route(
            GET,
            "/metrics",
            Who.OPERATOR,
            Route.BODY_MAX,
            "Show metrics in the Prometheus text format",
            Schema.of("", "Metrics", 200).as("text/plain"),
            _ -> Answer.text(200, "text/plain; version=0.0.4; charset=utf-8", metrics.scrape())),
        new Route(
            GET,
            "/openapi.json",
            Who.ANYBODY,
            Route.BODY_MAX,
            "Show this description",
            Schema.of("", "OpenApi", 200),
            this::openApi));
  }

  private Answer ready(Exchange exchange) {
    var wanted = exchange.request().parameter("for").map(OperationRoutes::service);
    var parts = health.parts();
    var status = Health.Status.of(parts);
    var serves = health.serves();
    var code = wanted.map(service -> serves.contains(service) ? 200 : 503).orElse(status.code());
    var json = Json.object().put("status", status.word()).put("node", health.node());
    var services = json.putObject("serves");
    for (var service : Health.Service.values()) {
      services.put(service.word(), serves.contains(service));
    }
    var byName = json.putObject("parts");
    parts.forEach(part -> byName.put(part.name(), part.well() ? "ok" : part.trouble()));
    if (status != Health.Status.READY) {
      var advice = json.putObject("advice");
      parts.stream()
          .filter(part -> !part.well())
          .forEach(part -> advice.put(part.name(), part.advice()));
    }
    return Answer.json(code, json);
  }

  private static Health.Service service(String word) {
    return Stream.of(Health.Service.values())
        .filter(service -> service.word().equals(word))
        .findFirst()
        .orElseThrow(
            () -> Problem.of(400, "Bad request", "for must be reads, writes, links or search")
                .refuse());
  }

  private Answer openApi(Exchange exchange) {
    return Answer.json(200, OpenApi.of(table.get(), version));
  }
}
