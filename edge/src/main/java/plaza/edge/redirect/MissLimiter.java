package plaza.edge.redirect;

import java.time.Duration;
import plaza.core.port.RateLimiter;
import plaza.edge.http.Answer;
import plaza.edge.http.ClientAddress;
import plaza.edge.http.Problem;
import plaza.edge.http.Replies;

/// Limits requests for codes that do not redirect: it slows down clients that guess codes, and
/// not those that follow links.
public final class MissLimiter {
  /// More than a page of dead links needs, and nothing to find a code with: there are 3.5 million
  /// million.
  private static final RateLimiter.Rate RATE = new RateLimiter.Rate(20, 1_000);

  private final RateLimiter pace;

  public MissLimiter(RateLimiter pace) {
    this.pace = pace;
  }

  /// The answer to one more of them.
  ///
  /// @param address of the client
  Answer missed(ClientAddress address) {
    return switch (pace.take("misses " + address.limitKey(), RATE, 1)) {
      case RateLimiter.Taken.Granted _ -> Replies.NOTHING.answer();
      case RateLimiter.Taken.TooFast(var retryAfter) -> tooMany(retryAfter);
    };
  }

  private static Answer tooMany(Duration retryAfter) {
    var seconds = Math.max(1, Math.ceilDiv(retryAfter.toMillis(), 1000));
    return Problem.of(
            429,
            "Too many requests",
            "Slow down: too many of the codes that you request do not redirect")
        .with("Retry-After", Long.toString(seconds))
        .answer();
  }
}
