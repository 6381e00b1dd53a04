package plaza.server;

import java.nio.file.Path;
import plaza.server.config.ClusterConfig;
import plaza.server.config.ServeConfig;

/// The deployment: where Plaza stores its data. Chosen once, here.
public sealed interface Deployment {
  /// Everything in one process and one directory.
  record Embedded(Path directory) implements Deployment {}

  /// One node of several, on engines that they share.
  record Cluster(ClusterConfig config, ServeConfig.Role role) implements Deployment {}
}
