package plaza.core.link;

import java.util.Map;
import java.util.Optional;

/// The operator's blocks: codes that were taken down, and blocked target hosts with their
/// subdomains.
///
/// @param codes reasons by code
/// @param hosts reasons by host, as [TargetHost#canonical] writes it
public record LinkBlocks(Map<String, String> codes, Map<String, String> hosts) {
  /// Nothing is blocked.
  public static final LinkBlocks NONE = new LinkBlocks(Map.of(), Map.of());

  public LinkBlocks {
    codes = Map.copyOf(codes);
    hosts = Map.copyOf(hosts);
  }

  /// Why the operator has taken the link with this code down; empty: he has not.
  public Optional<String> reason(Code code) {
    return Optional.ofNullable(codes.get(code.text()));
  }

  /// Why the operator has blocked the host of this target, or a domain that it is in; empty: he has
  /// not.
  public Optional<String> reason(Target target) {
    if (hosts.isEmpty()) {
      return Optional.empty();
    }
    var host = TargetHost.of(target);
    for (var domain = host; ; ) {
      var reason = hosts.get(domain);
      if (reason != null) {
        return Optional.of(reason);
      }
      var dot = domain.indexOf('.');
      if (dot < 0) {
        return Optional.empty();
      }
      domain = domain.substring(dot + 1);
    }
  }
}
