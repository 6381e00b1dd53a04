package plaza.edge.http;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import plaza.core.chat.SearchException;
import plaza.core.chat.SearchTimeoutException;
import plaza.core.pipeline.LogFullException;
import plaza.core.pipeline.OutcomeUnknownException;
import plaza.core.pipeline.UnavailableException;
import plaza.core.port.StoreException;
import plaza.core.work.OverloadException;

/// Maps internal failures to problems without a stack trace.
public final class Failures {
  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

  private Failures() {}

  /// @param call its id, for the log and for who asks about it
  /// @param changes whether the call would have changed something
  /// @param e an `Error` too: the call is answered, whatever has happened to it
  public static Problem problem(String call, boolean changes, Throwable e) {
    return switch (e) {
      case LogFullException full ->
        Problem.of(507, "Insufficient storage", "Nothing was stored: " + full.getMessage());
      case OutcomeUnknownException _ ->
        Problem.of(
                503,
                "Outcome unknown",
                "The change may be stored or may not: send it again with the same Idempotency-Key")
            .with("Retry-After", "1");
      case UnavailableException unavailable ->
        Problem.of(
                503,
                "Service unavailable",
                (changes ? "Nothing was stored: " : "") + unavailable.getMessage())
            .with("Retry-After", "1");
      case OverloadException overload ->
        Problem.of(429, "Too many requests", String.valueOf(overload.getMessage()))
            .with("Retry-After", "1");
      case StoreException store -> {
        LOG.atWarn()
            .addKeyValue("call", call)
            .addKeyValue("cause", store.getMessage())
            .log("the store failed");
        yield Problem.of(503, "Service unavailable", "The store does not answer")
            .with("Retry-After", "1");
      }
      case SearchTimeoutException timeout ->
        Problem.field("q", String.valueOf(timeout.getMessage()));
      case SearchException search -> {
        LOG.atWarn()
            .addKeyValue("call", call)
            .addKeyValue("cause", search.getCause())
            .log("a search failed");
        yield Problem.of(503, "Service unavailable", String.valueOf(search.getMessage()))
            .with("Retry-After", "1");
      }
      default -> {
        LOG.atError().addKeyValue("call", call).setCause(e).log("a call failed");
        yield Problem.of(500, "Internal error", "Something went wrong in " + call);
      }
    };
  }
}
