package plaza.spec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import plaza.contract.engine.KafkaServer;
import plaza.contract.engine.MariaDbServer;
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
    var file = settings(directory, "spec", new RedisServer(), new OpenSearchServer()).toString();
    PlazaServer.on(directory, "--cluster", file, "--role", "worker");
    return PlazaServer.on(directory, "--cluster", file, "--role", "edge");
  }

  /// The file of a cluster of this name, on the broker and the database that all share.
  static Path settings(
      Path directory, String name, RedisServer redis, OpenSearchServer openSearch) {
    var text = """
        name = %s
        partitions = 8
        kafka = %s
        kafka.replicas = 1
        store = %s
        store.user = %s
        redis = %s
        search = %s
        search.shards = 1
        search.replicas = 0
        """.formatted(
            name,
            KafkaServer.shared().address(),
            MariaDbServer.shared().url(name),
            MariaDbServer.shared().user(),
            redis.uri(),
            openSearch.uri());
    try {
      return Files.writeString(directory.resolve("cluster.properties"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
