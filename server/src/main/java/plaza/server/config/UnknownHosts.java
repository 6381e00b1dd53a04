package plaza.server.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/// Hosts that the cluster's file names and that no name server knows.
///
/// @param key of the file
/// @param hosts that are unknown
/// @param all whether the key names no other
public record UnknownHosts(String key, List<String> hosts, boolean all) {
  /// Asks for every host, one after the other.
  public static List<UnknownHosts> of(ClusterConfig config) {
    return config.hosts().entrySet().stream()
        .map(entry -> {
          var unknown =
              entry.getValue().stream().filter(UnknownHosts::isUnknown).toList();
          return new UnknownHosts(
              entry.getKey(), unknown, unknown.size() == entry.getValue().size());
        })
        .filter(found -> !found.hosts().isEmpty())
        .toList();
  }

  private static boolean isUnknown(String host) {
    try {
      return InetAddress.getAllByName(host).length == 0;
    } catch (UnknownHostException e) {
      return true;
    }
  }

  /// For example `kafka: the host broker-1 is unknown`.
  @Override
  public String toString() {
    return key + ": the host " + String.join(", the host ", hosts) + " is unknown";
  }
}
