package plaza.edge;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Measures the duration of requests by method, route and status.
final class RequestTimes {
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  /// The bounds of the histogram's buckets, in ms.
  private static final List<Integer> BOUNDS_MS =
      List.of(1, 2, 5, 10, 25, 50, 100, 250, 1_000, 5_000);

  private final MeterRegistry metrics;
  private final Map<Kind, Timer> timers = new ConcurrentHashMap<>();

  RequestTimes(MeterRegistry metrics) {
    this.metrics = metrics;
  }

  /// There are as many as routes times methods times statuses: what clients choose freely is not
  /// among them.
  private record Kind(String method, String route, int status) {}

  void took(String method, String route, int status, Duration time) {
    var known = METHODS.contains(method) ? method : "other";
    timers.computeIfAbsent(new Kind(known, route, status), this::timer).record(time);
  }

  private Timer timer(Kind kind) {
    return Timer.builder("plaza.http.requests")
        .description("Duration of requests")
        .tag("method", kind.method())
        .tag("route", kind.route())
        .tag("status", Integer.toString(kind.status()))
        .serviceLevelObjectives(BOUNDS_MS.stream().map(Duration::ofMillis).toArray(Duration[]::new))
        .register(metrics);
  }
}
