package plaza.edge.shlink;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;
import plaza.edge.http.Answer;
import plaza.edge.http.Exchange;
import plaza.edge.http.Json;
import plaza.edge.http.Route;
import plaza.edge.http.Route.Schema;
import plaza.edge.http.Route.Who;
import plaza.edge.link.ShortUrls;
import plaza.edge.operations.Health;

/// The routes about the server itself.
public final class ShlinkServerRoutes {
  private final Health health;
  private final ShortUrls urls;

  public ShlinkServerRoutes(Health health, ShortUrls urls) {
    this.health = health;
    this.urls = urls;
  }

  public List<Route> routes() {
    return Stream.concat(
            Stream.of("/rest/health", "/rest/v3/health").map(this::healthAt),
            Stream.of(
                ShlinkDoor.route(
                    "GET",
                    "/domains",
                    "List the domains of short URLs",
                    Schema.of("", "ShlinkDomains", 200, "application"),
                    this::domains),
                ShlinkDoor.route(
                    "GET",
                    "/mercure-info",
                    "Report that there is no Mercure hub",
                    Schema.of("", "", 501, "application"),
                    _ -> {
                      throw ShlinkProblems.noMercure();
                    })))
        .toList();
  }

  private Route healthAt(String path) {
    return new Route(
        List.of("GET"),
        path,
        Who.ANYBODY,
        Route.BODY_MAX,
        "Show the server's health and the version of the contract",
        Schema.of("", "ShlinkHealth", 200).or(503),
        _ -> health());
  }

  /// Clients ask with their key before they trust a server, from whichever page they are.
  private Answer health() {
    var status = Health.Status.of(health.parts());
    var well = status != Health.Status.NOT_READY;
    var json =
        Json.object().put("status", well ? "pass" : "fail").put("version", ShlinkDoor.VERSION);
    return Answer.json(status.code(), json).with("Access-Control-Allow-Origin", "*");
  }

  private Answer domains(Exchange exchange) {
    var json = Json.object();
    var domains = json.putObject("domains");
    noRedirects(domains
        .putArray("data")
        .addObject()
        .put("domain", urls.authority(exchange.request()))
        .put("isDefault", true)
        .putObject("redirects"));
    noRedirects(domains.putObject("defaultRedirects"));
    return Answer.json(200, json);
  }

  /// What leads nowhere leads nowhere else here.
  private static void noRedirects(ObjectNode json) {
    json.putNull("baseUrlRedirect")
        .putNull("regular404Redirect")
        .putNull("invalidShortUrlRedirect");
  }
}
