package plaza.edge.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// All routes. Other addresses of the same resources are a rewrite in front of it.
public final class RouteTable {
  /// Stands in for the token where the application comes from the credential.
  public static final String FROM_CREDENTIAL = "@";

  /// The address of the application itself that a credential names.
  private static final String OWN_APPLICATION = "application";

  private static final String APPLICATIONS = "applications";

  private final List<Route> routes;
  private final List<PathPattern> patterns;

  /// What follows an application in paths, for example `chats`.
  private final Set<String> ofApplications;

  public RouteTable(List<Route> routes) {
    this.routes = List.copyOf(routes);
    this.patterns =
        routes.stream().map(route -> PathPattern.of(route.pattern())).toList();
    this.ofApplications = patterns.stream()
        .map(PathPattern::parts)
        .filter(parts -> parts.size() > 2 && parts.getFirst().equals(APPLICATIONS))
        .map(parts -> parts.get(2))
        .collect(Collectors.toUnmodifiableSet());
  }

  public List<Route> routes() {
    return routes;
  }

  /// What a path and a method lead to.
  public sealed interface Found {
    record Hit(Route route, Map<String, String> path) implements Found {}

    /// The path is known, the method is not.
    record OtherMethod(String allow) implements Found {}

    record Nothing() implements Found {}
  }

  public Found find(String method, String rawPath) {
    var segments = rewritten(rawPath);
    var allowed = new TreeSet<String>();
    for (int i = 0; i < routes.size(); i++) {
      var route = routes.get(i);
      var path = patterns.get(i).match(segments);
      if (path.isPresent()) {
        if (route.answers(method)) {
          return new Found.Hit(route, path.get());
        }
        allowed.addAll(route.methods());
      }
    }
    if (allowed.isEmpty()) {
      return new Found.Nothing();
    }
    if (allowed.contains("GET")) {
      allowed.add("HEAD");
    }
    allowed.add("OPTIONS");
    return new Found.OtherMethod(String.join(", ", allowed));
  }

  /// The canonical path: without `/api/v1`, `applications` for `chat_applications`, and
  /// `/applications/@/X` where the application comes from the credential;
  /// `/rest/v3` for its older versions.
  private List<String> rewritten(String rawPath) {
    var segments = new ArrayList<String>();
    for (var segment : PathPattern.segments(rawPath)) {
      segments.add(UrlEncoded.segment(segment));
    }
    var prefixed =
        segments.size() > 2 && segments.get(0).equals("api") && segments.get(1).equals("v1");
    if (prefixed) {
      segments.subList(0, 2).clear();
      if (segments.getFirst().equals("chat_applications")) {
        segments.set(0, APPLICATIONS);
      } else if (segments.equals(List.of(OWN_APPLICATION))) {
        segments.set(0, FROM_CREDENTIAL);
        segments.addFirst(APPLICATIONS);
      } else if (ofApplications.contains(segments.getFirst())) {
        segments.addAll(0, List.of(APPLICATIONS, FROM_CREDENTIAL));
      }
    }
    if (segments.size() > 2 && segments.getFirst().equals("rest") && isOldRest(segments.get(1))) {
      segments.set(1, "v3");
    }
    return segments;
  }

  private static boolean isOldRest(String version) {
    return version.equals("v1") || version.equals("v2");
  }
}
