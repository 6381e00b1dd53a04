package plaza.edge;

import java.util.Locale;
import java.util.Set;
import plaza.edge.http.Problem;
import plaza.edge.http.Request;
import plaza.edge.http.Route;

/// The header Accept of requests for routes that have one media type.
final class Acceptance {
  private Acceptance() {}

  /// Whether the client takes the route's media type; problems are sent to everybody.
  static void require(Request request, Route route) {
    var accept = request
        .header("Accept")
        .filter(header -> !header.isBlank())
        .orElse("*/*")
        .toLowerCase(Locale.ROOT);
    var type = route.schema().accepted();
    if (type.equals("*/*") || accept.equals("*/*") || accept.equals(type)) {
      return;
    }
    var acceptable = Set.of("*/*", type.replaceFirst("/.*", "/*"), type, Problem.TYPE);
    for (var range : accept.split(",", -1)) {
      var excluded = range.replace(" ", "").matches(".*;q=0(\\.0*)?");
      if (acceptable.contains(range.split(";", -1)[0].strip()) && !excluded) {
        return;
      }
    }
    throw Problem.of(406, "Not acceptable", "Plaza offers this as " + type).refuse();
  }
}
