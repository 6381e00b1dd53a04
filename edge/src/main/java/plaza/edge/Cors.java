package plaza.edge;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import plaza.core.tenant.Application;
import plaza.edge.http.Answer;
import plaza.edge.http.Request;

/// Decides which web pages may call, by each application's settings (the Fetch standard's CORS
/// protocol).
final class Cors {
  private static final String EXPOSED =
      "ETag, Link, Location, Preference-Applied, RateLimit, RateLimit-Policy, Retry-After, X-Indexed-Through, X-Request-Id";
  private static final String MAX_AGE_SECONDS = "600";

  private Cors() {}

  private static Optional<String> admitted(Request request, Optional<Application> application) {
    var origins = application.map(it -> it.settings().corsOrigins()).orElse(List.of());
    return request
        .header("Origin")
        .filter(origin -> origins.contains(origin) || origins.contains("*"));
  }

  static Answer allow(Request request, Optional<Application> application, Answer answer) {
    return admitted(request, application)
        .map(origin -> answer
            .with("Access-Control-Allow-Origin", origin)
            .with("Access-Control-Expose-Headers", EXPOSED)
            .with("Vary", "Origin"))
        .orElse(answer);
  }

  /// The answer to `OPTIONS`, a browser's preflight included.
  static Answer preflight(Request request, Optional<Application> application, String allow) {
    return preflight(request, allow, admitted(request, application));
  }

  /// As [#preflight], where only the call itself can say for which application it is: its answer
  /// is kept from pages that the application does not list, and without a credential it does
  /// nothing.
  static Answer preflightOfAnybody(Request request, String allow) {
    return preflight(request, allow, request.header("Origin"));
  }

  private static Answer preflight(Request request, String allow, Optional<String> origin) {
    var answer = Answer.empty(204).with("Allow", allow);
    if (origin.isEmpty()) {
      return answer;
    }
    var headers =
        request.header("Access-Control-Request-Headers").orElse("Authorization, Content-Type");
    var cors = Map.of(
        "Access-Control-Allow-Origin", origin.get(),
        "Access-Control-Allow-Methods", allow,
        "Access-Control-Allow-Headers", headers,
        "Access-Control-Max-Age", MAX_AGE_SECONDS,
        "Vary", "Origin");
    for (var header : cors.entrySet()) {
      answer = answer.with(header.getKey(), header.getValue());
    }
    return answer;
  }
}
