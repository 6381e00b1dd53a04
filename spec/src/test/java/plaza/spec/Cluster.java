package plaza.spec;

import plaza.contract.engine.ClusterFile;
import plaza.contract.engine.DatabaseServer;
import plaza.contract.engine.KafkaServer;
import plaza.contract.engine.OpenSearchServer;
import plaza.contract.engine.RedisServer;

/// The cluster that the tests ask when they are run for it: one of each engine, a node that takes
/// the requests, and another one that applies and indexes, so that nothing is found out because
/// it happened in the same process.
final class Cluster {
  private Cluster() {}

  /// Whether the tests are run for the cluster.
  static boolean isMeant() {
    return "cluster".equals(System.getProperty("plaza.spec.deployment"));
  }

  static PlazaServer node() {
    var directory = PlazaServer.temporary();
    var file = new ClusterFile(
            "spec",
            ClusterFile.PARTITIONS,
            KafkaServer.shared().address(),
            1,
            DatabaseServer.shared(),
            new RedisServer(),
            new OpenSearchServer())
        .in(directory)
        .toString();
    PlazaServer.on(directory, "--cluster", file, "--role", "worker");
    return PlazaServer.on(directory, "--cluster", file, "--role", "edge");
  }
}
