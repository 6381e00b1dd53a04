package plaza.cluster.log;

import plaza.core.port.LogException;

/// The nodes that share out the partitions of a log among them, as Kafka knows them.
public record KafkaGroup(KafkaAddress address, String name) {
  /// How many nodes take part. One that died counts until Kafka misses it.
  ///
  /// @throws LogException Kafka does not answer
  public int members() {
    try (var topic = new KafkaTopic(address, name)) {
      return topic.members(name).size();
    }
  }
}
