package plaza.cluster.search;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/// The address and credentials of OpenSearch.
///
/// @param nodes `http://host:9200` or `https://…`, at least one; another is asked when one does
///     not answer
/// @param user empty if no credentials are needed
/// @param password not shown
public record OpenSearchAddress(List<URI> nodes, String user, String password) {
  public OpenSearchAddress {
    nodes = List.copyOf(nodes);
    if (nodes.isEmpty()) {
      throw new IllegalArgumentException("OpenSearch has at least one address");
    }
  }

  /// The header with the credentials; empty if none are needed.
  String authorization() {
    var login = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return user.isEmpty() ? "" : "Basic " + Base64.getEncoder().encodeToString(login);
  }

  @Override
  public String toString() {
    return nodes.toString();
  }
}
