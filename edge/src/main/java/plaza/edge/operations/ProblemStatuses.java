package plaza.edge.operations;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import plaza.edge.http.Route;
import plaza.edge.http.Route.Who;

/// The statuses of the problems that a call may be answered with, for the OpenAPI document. What
/// HTTP itself refuses, whatever is asked for, is not among them: 405, 408, 414, 431, 500, 501.
final class ProblemStatuses {
  private ProblemStatuses() {}

  /// @param headers that the call reads
  static Set<Integer> of(Route route, String method, List<String> headers) {
    var statuses = new TreeSet<>(List.of(400, 403, 413, 429, 503));
    var upgrades = route.schema().status() == 101;
    if (route.who() != Who.ANYBODY) {
      statuses.add(401);
    }
    if (route.pattern().contains("{") || route.pattern().equals("/") || isOfApplication(route)) {
      statuses.add(404);
    }
    if (isOfApplication(route)) {
      statuses.add(410);
    }
    if (!route.schema().accepted().equals("*/*")) {
      statuses.add(406);
    }
    if (upgrades) {
      statuses.add(426);
    }
    if (route.schema().status() >= 400) {
      statuses.add(route.schema().status());
    }
    if (method.equals("GET")) {
      if (!upgrades && (isOfApplication(route) || !route.schema().query().isEmpty())) {
        statuses.add(422);
      }
    } else {
      statuses.addAll(List.of(415, 422, 507));
    }
    if (headers.contains("If-Match")) {
      statuses.add(412);
    }
    if (headers.contains("Idempotency-Key") || (isShlinks(route) && method.equals("PUT"))) {
      statuses.add(409);
    }
    if (isShlinks(route)) {
      // It is a 400 there.
      statuses.remove(422);
    }
    return statuses;
  }

  private static boolean isOfApplication(Route route) {
    return switch (route.who()) {
      case ANYBODY, OPERATOR -> false;
      case APPLICATION, APPLICATION_EVEN_DELETED, APPLICATION_OR_TICKET, APPLICATION_OR_ONLY ->
        true;
    };
  }

  private static boolean isShlinks(Route route) {
    return route.schema().problem().equals("ShlinkProblem");
  }
}
