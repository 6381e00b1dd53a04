package plaza.edge.http;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import plaza.core.tenant.Application;

/// A request that found its route and is admitted to it.
///
/// @param path parameters of the path
/// @param admitted who calls for the application that it is about; empty where it is about none
/// @param turn among the requests of its caller
public record Exchange(
    Request request, Map<String, String> path, Optional<Caller> admitted, Turn turn) {
  private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,17}");

  /// A request's turn: so many requests of a caller are handled at a time.
  @FunctionalInterface
  public interface Turn {
    /// The turn of work that no request waits for.
    Turn UNLIMITED = Runnable::run;

    /// Waits for something, and leaves the turn to other requests meanwhile.
    ///
    /// @throws Problem.Refusal 503: there was no turn afterwards
    void leaveWhile(Runnable waiting);
  }

  /// The same request, in its turn.
  public Exchange in(Turn itsTurn) {
    return new Exchange(request, path, admitted, itsTurn);
  }

  /// The application that the request is about, alive.
  public Application application() {
    return caller().application();
  }

  /// Who calls for it.
  public Caller caller() {
    return admitted.orElseThrow();
  }

  /// A number in the path; one that is malformed names nothing.
  public Optional<Long> number(String parameter) {
    var text = String.valueOf(path.get(parameter));
    return NUMBER.matcher(text).matches() ? Optional.of(Long.parseLong(text)) : Optional.empty();
  }
}
