package plaza.contract.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

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
    var text = """
        name = %s
        partitions = %d
        kafka = %s
        kafka.replicas = %d
        store = %s
        store.user = %s
        redis = %s
        search = %s
        search.shards = 1
        search.replicas = 0
        """.formatted(
            name,
            partitions,
            kafka,
            replicas,
            store.url(name),
            store.user(),
            redis.uri(),
            search.uri());
    try {
      return Files.writeString(directory.resolve("cluster.properties"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
