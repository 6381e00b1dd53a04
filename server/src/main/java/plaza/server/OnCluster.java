package plaza.server;

import java.nio.file.Path;
import java.security.SecureRandom;
import plaza.core.tenant.Secret;
import plaza.server.config.ClusterConfig;
import plaza.server.config.ServeConfig;

/// A cluster that a command works on, as an additional node that neither applies nor serves.
final class OnCluster {
  private OnCluster() {}

  /// Has the command carried out. At least one node of the cluster must run and apply.
  static String run(Path file, String words) throws InterruptedException {
    var config = ClusterConfig.read(file);
    var engines = Engines.of(new Deployment.Cluster(config, ServeConfig.Role.EDGE));
    var passkey = Secret.random(Secret.OPERATOR_PREFIX, new SecureRandom());
    try (var plaza = OnDirectory.startFor(engines, passkey)) {
      return plaza.control().run(words, System.err::println);
    }
  }
}
