package plaza.edge.http;

import io.vertx.core.MultiMap;
import java.util.Optional;

/// What was asked, whole.
///
/// @param path as sent, still percent-encoded, without the query
/// @param query decoded parameters
/// @param address of the client, behind a trusted proxy the one that the proxy names
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Request(
    String id,
    String method,
    String path,
    MultiMap query,
    MultiMap headers,
    byte[] body,
    String address) {
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /// A query parameter; given twice, it is unreadable.
  public Optional<String> parameter(String name) {
    var values = query.getAll(name);
    if (values.size() > 1) {
      throw Problem.of(400, "The query parameter " + name + " is given more than once")
          .refuse();
    }
    return values.stream().findFirst();
  }
}
