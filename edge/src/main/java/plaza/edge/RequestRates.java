package plaza.edge;

import java.util.Map;
import java.util.Optional;
import plaza.core.port.RateLimiter;
import plaza.core.tenant.Application;
import plaza.edge.http.Problem;
import plaza.edge.http.Request;

/// The rate limits of write requests: a bucket per application and one per client address.
final class RequestRates {
  /// A bucket holds what comes back in this many seconds.
  private static final int BURST_SECONDS = 2;

  private final RateLimiter pace;
  private final int ratePerSecond;

  /// @param ratePerSecond changes a second of an application, and of an address, unless the
  ///     application says otherwise; 0: not limited
  RequestRates(RateLimiter pace, int ratePerSecond) {
    this.pace = pace;
    this.ratePerSecond = ratePerSecond;
  }

  /// Takes a token for a change; a 429 when there is none. The headers are for its answer.
  Map<String, String> admit(Request request, Optional<Application> application) {
    if (request.method().equals("GET") || request.method().equals("HEAD")) {
      return Map.of();
    }
    if (ratePerSecond > 0) {
      take("address", request.address().limitKey(), ratePerSecond);
    }
    if (application.isEmpty()) {
      return Map.of();
    }
    var own = application.get().settings().ratePerSecond();
    var rate = own > 0 ? own : ratePerSecond;
    return rate > 0
        ? take("application", Long.toString(application.get().id().value()), rate)
        : Map.of();
  }

  private Map<String, String> take(String what, String which, int perSecond) {
    var rate = new RateLimiter.Rate(
        perSecond, (int) Math.min(Integer.MAX_VALUE, (long) perSecond * BURST_SECONDS));
    return switch (pace.take(what + " " + which, rate, 1)) {
      case RateLimiter.Taken.Granted(var left) -> headers(rate, left, left == 0 ? 1 : 0);
      case RateLimiter.Taken.TooFast(var retryAfter) -> {
        var seconds = Math.max(1, Math.ceilDiv(retryAfter.toMillis(), 1000));
        var problem = Problem.of(
                429,
                "Too many requests",
                "Slow down: one " + what + " may make " + perSecond
                    + (perSecond == 1 ? " write request" : " write requests") + " per second")
            .with("Retry-After", Long.toString(seconds));
        for (var header : headers(rate, 0, seconds).entrySet()) {
          problem = problem.with(header.getKey(), header.getValue());
        }
        throw problem.refuse();
      }
    };
  }

  /// As draft-ietf-httpapi-ratelimit-headers has them.
  private static Map<String, String> headers(RateLimiter.Rate rate, int left, long resetSeconds) {
    return Map.of(
        "RateLimit-Policy", "\"default\";q=" + rate.burst() + ";w=" + BURST_SECONDS,
        "RateLimit", "\"default\";r=" + left + ";t=" + resetSeconds);
  }
}
