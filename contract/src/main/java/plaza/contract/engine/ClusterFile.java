package plaza.contract.engine;

import java.nio.file.Path;
import java.util.List;
import plaza.launcher.part.ClusterProperties;

/// The file that tells the nodes of a cluster of their engines.
///
/// @param name of topic, group, channel, index and database
/// @param partitions of the log
/// @param kafka the brokers' addresses, with commas between
/// @param replicas of each event
public record ClusterFile(
    String name,
    int partitions,
    String kafka,
    int replicas,
    DatabaseServer store,
    RedisServer redis,
    OpenSearchServer search) {
  /// As many as tests need that something happens in one and not in another.
  public static final int PARTITIONS = 8;

  /// Writes it into a directory.
  public Path in(Path directory) {
    var file = directory.resolve("cluster.properties");
    new ClusterProperties(
            name,
            partitions,
            List.of(kafka.split(",", -1)),
            replicas,
            store.url(name),
            "",
            redis.uri(),
            search.uri().toString())
        .template(Checkout.programs())
        .write(file);
    return file;
  }
}
