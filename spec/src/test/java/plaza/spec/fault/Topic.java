package plaza.spec.fault;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;

/// The topic that holds the log, for faults that damage it.
final class Topic {
  private final String kafka;
  private final String name;

  /// @param kafka the brokers' addresses
  Topic(String kafka, String name) {
    this.kafka = kafka;
    this.name = name;
  }

  private Map<String, Object> address() {
    return Map.of("bootstrap.servers", kafka);
  }

  /// Appends a record that is no event.
  void poison(int partition) throws ExecutionException, InterruptedException {
    var bytes = new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
    try (var producer = new KafkaProducer<byte[], byte[]>(
        address(), new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(name, partition, null, bytes)).get();
    }
  }

  /// Deletes it with all that is in it, and makes another one of the same name and settings.
  void makeAnew() throws ExecutionException, InterruptedException {
    try (var admin = Admin.create(address())) {
      var before = admin.describeTopics(List.of(name)).allTopicNames().get();
      var partitions = before.values().iterator().next().partitions();
      var settings = settings(admin);
      admin.deleteTopics(List.of(name)).all().get();
      Awaitility.await("the topic is gone")
          .until(() -> !admin.listTopics().names().get().contains(name));
      var replicas = (short) partitions.getFirst().replicas().size();
      admin
          .createTopics(List.of(new NewTopic(name, partitions.size(), replicas).configs(settings)))
          .all()
          .get();
    }
  }

  private Map<String, String> settings(Admin admin)
      throws ExecutionException, InterruptedException {
    var resource = new ConfigResource(ConfigResource.Type.TOPIC, name);
    Map<ConfigResource, Config> all =
        admin.describeConfigs(List.of(resource)).all().get();
    return all.values().iterator().next().entries().stream()
        .filter(entry -> entry.source() == ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG)
        .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value));
  }

  /// The number of the broker that leads a partition.
  int leader(int partition) throws ExecutionException, InterruptedException {
    try (var admin = Admin.create(address())) {
      var topic = admin.describeTopics(List.of(name)).allTopicNames().get();
      return topic
          .values()
          .iterator()
          .next()
          .partitions()
          .get(partition)
          .leader()
          .id();
    }
  }
}
