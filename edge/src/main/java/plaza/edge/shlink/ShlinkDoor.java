package plaza.edge.shlink;

import java.util.List;
import plaza.core.link.Code;
import plaza.edge.http.Exchange;
import plaza.edge.http.Request;
import plaza.edge.http.Route;
import plaza.edge.http.Route.Handler;
import plaza.edge.http.Route.Schema;
import plaza.edge.http.Route.Who;
import plaza.edge.link.ShortUrls;

/// The common wrapper of all routes of the contract.
final class ShlinkDoor {
  /// The version of Shlink whose contract this is; clients look at it to know what they may ask.
  static final String VERSION = "4.6.0";

  /// How clients name the domain that has no name.
  private static final String DEFAULT_DOMAIN = "DEFAULT";

  private ShlinkDoor() {}

  static Route route(String method, String path, String summary, Schema schema, Handler handler) {
    return new Route(
            List.of(method),
            "/rest/v3" + path,
            Who.APPLICATION_OR_ONLY,
            Route.BODY_MAX,
            summary,
            schema.withProblem("ShlinkProblem"),
            handler)
        .telling(ShlinkProblems::told);
  }

  /// The code in the path.
  ///
  /// @throws plaza.edge.http.Problem.Refusal when it is none: no link has it
  static Code code(Exchange exchange, ShortUrls urls) {
    var text = String.valueOf(exchange.path().get("code"));
    if (Code.problem(text).isPresent() || !isOfDomain(exchange.request(), urls)) {
      throw ShlinkProblems.linkMissing(text);
    }
    return new Code(text);
  }

  /// Whether the query asks for this server's domain: there is no other.
  static boolean isOfDomain(Request request, ShortUrls urls) {
    return request
        .parameter("domain")
        .map(domain -> isOwn(domain, request, urls))
        .orElse(true);
  }

  static boolean isOwn(String domain, Request request, ShortUrls urls) {
    return domain.isEmpty()
        || domain.equals(DEFAULT_DOMAIN)
        || domain.equalsIgnoreCase(urls.authority(request));
  }
}
