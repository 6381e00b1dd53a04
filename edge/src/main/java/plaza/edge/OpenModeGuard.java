package plaza.edge;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.Optional;
import java.util.regex.Pattern;
import plaza.edge.http.Caller;
import plaza.edge.http.Problem;
import plaza.edge.http.Request;

/// The checks of open mode.
final class OpenModeGuard {
  private static final Pattern OWN_HOST =
      Pattern.compile("(localhost|127\\.0\\.0\\.1|\\[::1])(:\\d{1,5})?", Pattern.CASE_INSENSITIVE);

  private OpenModeGuard() {}

  /// Open mode trusts every client that can reach it, so neither a web page nor a proxy may
  /// open it to others: what a browser sends for another site's page, and what a proxy adds, is
  /// refused.
  static void check(Request request) {
    if (!request.header("Host").map(OpenModeGuard::isOwnHost).orElse(true)) {
      throw refusedOpen("this Host").refuse();
    }
    if (!request.header("Origin").map(OpenModeGuard::isOwnOrigin).orElse(true)) {
      throw refusedOpen("this Origin").refuse();
    }
    for (var name : request.headers().names()) {
      if (ProxyHeaders.contain(name)) {
        throw refusedOpen("requests through a proxy (" + name + ")").refuse();
      }
    }
  }

  /// Whether [#check] may refuse a request, by its headers but for the `Origin`.
  static boolean mayRefuse(MultiMap headers) {
    var host = headers.get(HttpHeaders.HOST);
    return host == null || !isOwnHost(host) || isForwarded(headers);
  }

  private static boolean isForwarded(MultiMap headers) {
    for (var header : headers) {
      if (ProxyHeaders.contain(header.getKey())) {
        return true;
      }
    }
    return false;
  }

  private static Problem refusedOpen(String what) {
    return Problem.of(
        403, "Forbidden", "Open mode rejects " + what + ": start it with --keys to serve others");
  }

  private static boolean isOwnHost(String host) {
    return OWN_HOST.matcher(host).matches();
  }

  private static boolean isOwnOrigin(String origin) {
    return isOwnHost(origin.replaceFirst("^https?://", ""));
  }

  /// A page that another server on this machine has sent may write only where the application says
  /// so: its server may be anybody's.
  static void requireListed(Request request, Optional<Caller> caller) {
    var origin = request.header("Origin");
    var own =
        origin.map(text -> text.replaceFirst("^https?://", "")).equals(request.header("Host"));
    var listed = caller
        .map(c -> c.application().settings().corsOrigins())
        .map(origins -> origins.contains("*") || origin.map(origins::contains).orElse(false))
        .orElse(false);
    if (origin.isPresent() && !own && !listed) {
      throw refusedOpen("pages of other servers that the application's cors_origins do not list")
          .refuse();
    }
  }
}
