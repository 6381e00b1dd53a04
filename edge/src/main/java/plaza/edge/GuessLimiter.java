package plaza.edge;

import plaza.core.port.RateLimiter;
import plaza.edge.http.ClientAddress;
import plaza.edge.http.Problem;

/// Limits calls with invalid credentials: keys and tickets. A credential is looked at first, so
/// that a good one is never refused because of others' guesses at the same address. See
/// `decisions/0045`.
final class GuessLimiter {
  /// More than programs with an old key need, and nothing to find a key with: there are 2^256.
  private static final RateLimiter.Rate RATE = new RateLimiter.Rate(10, 300);

  private final RateLimiter pace;

  GuessLimiter(RateLimiter pace) {
    this.pace = pace;
  }

  /// The answer to one more wrong credential of this client: that it is wrong, or that there were
  /// too many.
  Problem wrong(ClientAddress client, Problem unauthorised) {
    return switch (pace.take("guesses " + client.limitKey(), RATE, 1)) {
      case RateLimiter.Taken.Granted _ -> unauthorised;
      case RateLimiter.Taken.TooFast(var retryAfter) ->
        Problem.of(
                429,
                "Too many requests",
                "Slow down: too many invalid keys or tickets came from your address")
            .with(
                "Retry-After",
                Long.toString(Math.max(1, Math.ceilDiv(retryAfter.toMillis(), 1000))));
    };
  }
}
