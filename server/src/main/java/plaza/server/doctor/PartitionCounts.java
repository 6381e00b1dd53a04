package plaza.server.doctor;

import plaza.cluster.log.KafkaCheckup;
import plaza.core.port.LogException;
import plaza.core.port.StoreException;
import plaza.server.config.ClusterConfig;
import plaza.sql.Database;
import plaza.sql.dialect.MySql;

/// How many partitions the cluster's file, the topic and the store say that the log has. The store
/// is right: its rows were made for that number, and it never changes.
///
/// @param topic its name
/// @param inFile what the file says
/// @param inTopic what the topic has; 0 when it is not known
/// @param inStore what the store was made for; 0 when it is not known
public record PartitionCounts(String topic, int inFile, int inTopic, int inStore) {
  /// Asks Kafka and the store.
  public static PartitionCounts ask(ClusterConfig config) {
    return new PartitionCounts(
        config.name(), config.partitions(), inTopic(config), inStore(config));
  }

  private static int inTopic(ClusterConfig config) {
    try {
      return KafkaCheckup.partitions(config.kafka(), config.name());
    } catch (LogException e) {
      return 0;
    }
  }

  static int inStore(ClusterConfig config) {
    try {
      return Database.partitions(MySql.at(config.store().url(), config.store().login()));
    } catch (StoreException e) {
      return 0;
    }
  }

  /// What is wrong and what to do about it; empty when nothing is.
  public String problem() {
    if (inStore > 0 && inStore != inFile) {
      return "the store was made for a log of " + inStore + " partitions, the cluster's file says "
          + inFile + ": set partitions = " + inStore + " in the file" + topicToo(inStore);
    }
    if (inTopic > 0 && inTopic < inFile) {
      return inStore > 0 ? smallerThanStore() : smallerThanFile();
    }
    return "";
  }

  private String topicToo(int wanted) {
    return inTopic > 0 && inTopic < wanted
        ? "; the topic " + topic + " has only " + inTopic
            + ", it is not the one that this store was "
            + "applied from: check kafka and name in the file"
        : "";
  }

  /// Kafka never takes partitions away.
  private String smallerThanStore() {
    return "the topic " + topic + " has " + inTopic
        + " partitions, the store and the cluster's file "
        + "say " + inStore
        + ": it is not the topic that this store was applied from. Check kafka and name in the file; if that topic is lost, stop all nodes, add partitions "
        + "(kafka-topics.sh --alter --topic " + topic + " --partitions " + inStore
        + "), then plaza log accept-loss --cluster FILE";
  }

  private String smallerThanFile() {
    return "the topic " + topic + " has " + inTopic + " partitions, the cluster's file says "
        + inFile
        + ", and there is no store yet: set partitions = " + inTopic + " in the file, or add "
        + "partitions (kafka-topics.sh --alter --topic " + topic + " --partitions " + inFile + ")";
  }

  /// What is unusual and does no harm; empty when nothing is.
  String remark() {
    return problem().isEmpty() && inTopic > inFile
        ? "  the topic has " + inTopic + " partitions, the log uses the first " + inFile
            + ": the others are not used"
        : "";
  }
}
