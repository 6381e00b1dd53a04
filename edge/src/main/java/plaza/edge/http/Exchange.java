package plaza.edge.http;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import plaza.core.tenant.Application;

/// A request that found its route and may call it.
///
/// @param path parameters of the path
/// @param admitted who calls for the application that it is about; empty where it is about none
public record Exchange(Request request, Map<String, String> path, Optional<Caller> admitted) {
  private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,17}");

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
