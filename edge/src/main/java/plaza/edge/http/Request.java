package plaza.edge.http;

import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A complete request.
///
/// @param path as sent, still percent-encoded, without the query
/// @param query as sent; empty when there is none
/// @param address of the client, behind a trusted proxy the one that the proxy names
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Request(
    String id,
    String method,
    String path,
    String query,
    MultiMap headers,
    byte[] body,
    ClientAddress address) {
  /// A header; given on several lines, they are one list (RFC 9110, 5.3).
  public Optional<String> header(String name) {
    return headers.contains(name)
        ? Optional.of(String.join(", ", headers.getAll(name)))
        : Optional.empty();
  }

  /// Path and query, as sent.
  public String target() {
    return query.isEmpty() ? path : path + "?" + query;
  }

  /// The parameters of the query, in order.
  public List<Map.Entry<String, String>> parameters() {
    return UrlEncoded.pairs(query);
  }

  /// A query parameter; given twice, it is unreadable.
  public Optional<String> parameter(String name) {
    var values =
        parameters().stream().filter(pair -> pair.getKey().equals(name)).toList();
    if (values.size() > 1) {
      throw Problem.of(400, "The query parameter " + name + " is given more than once")
          .refuse();
    }
    return values.stream().findFirst().map(Map.Entry::getValue);
  }
}
