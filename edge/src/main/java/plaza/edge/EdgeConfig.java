package plaza.edge;

import java.util.List;
import java.util.Optional;
import plaza.core.tenant.Secret;
import plaza.edge.http.Tls;

/// The configuration of the edge.
///
/// @param port 0: any free one
/// @param open whether the application's token is enough; only for a loopback address
/// @param passkey opens what the operator's key opens, as long as this process lives;
///     [Secret#NONE]: there is none
/// @param trustedProxies networks whose `X-Forwarded-For` counts
/// @param ratePerSecond changes a second of an application and of an address; 0: not limited
/// @param tls what HTTPS needs; empty: HTTP
/// @param shortUrl what stands before the code of a short link, for example `https://sho.rt`;
///     empty: what the client has reached the server by
/// @param fetchFrom networks that are not public, and from which pages may be fetched all the same
/// @param node what this server is called in `/ready` and `/metrics`
/// @param logRequests whether each request is a line in the server's log
public record EdgeConfig(
    String host,
    int port,
    boolean open,
    Secret passkey,
    List<Network> trustedProxies,
    int ratePerSecond,
    Optional<Tls> tls,
    String shortUrl,
    List<Network> fetchFrom,
    boolean logRequests,
    String node,
    String version) {
  public EdgeConfig {
    trustedProxies = List.copyOf(trustedProxies);
    fetchFrom = List.copyOf(fetchFrom);
  }
}
