package plaza.edge;

import java.util.List;

/// How the edge is set up.
///
/// @param port 0: any free one
/// @param open whether the application's token is enough; only for a loopback address
/// @param trustedProxies networks whose `X-Forwarded-For` counts
/// @param ratePerSecond changes a second of an application and of an address; 0: not limited
public record EdgeConfig(
    String host,
    int port,
    boolean open,
    List<Network> trustedProxies,
    int ratePerSecond,
    String version) {
  public EdgeConfig {
    trustedProxies = List.copyOf(trustedProxies);
  }
}
