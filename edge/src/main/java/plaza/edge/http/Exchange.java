package plaza.edge.http;

import java.util.Map;
import java.util.Optional;
import plaza.core.tenant.Application;

/// A request that found its route and may call it.
///
/// @param path parameters of the path
/// @param admitted who calls for the application that it is about; empty where it is about none
public record Exchange(Request request, Map<String, String> path, Optional<Caller> admitted) {
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
    return text.matches("[1-9]\\d{0,17}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
  }
}
