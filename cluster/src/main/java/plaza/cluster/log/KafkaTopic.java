package plaza.cluster.log;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import plaza.core.event.EventCodec;
import plaza.core.port.LogException;

/// The topic that holds the log, as an administrator sees it.
final class KafkaTopic implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaTopic.class);

  /// The largest record, and so the largest request that takes one: an event and what Kafka puts
  /// around it.
  static final int RECORD_BYTES_MAX = EventCodec.BYTES_MAX + (1 << 20);

  /// With so many replicas, two must have an event before it counts as stored.
  private static final int REPLICAS_FOR_TWO = 3;

  private static final int ANSWER_MS = 10_000;

  private static final int LOOK_AGAIN_MS = 50;

  /// How long a close waits for questions that are not answered yet.
  private static final Duration CLOSING_MAX = Duration.ofSeconds(1);

  /// What must hold of the topic, no matter who made it: Plaza alone trims it, nothing is
  /// compacted, and no replica that lags behind may become the leader.
  private static final Map<String, String> REQUIRED = Map.of(
      "cleanup.policy", "delete",
      "retention.ms", "-1",
      "retention.bytes", "-1",
      "unclean.leader.election.enable", "false",
      "max.message.bytes", String.valueOf(RECORD_BYTES_MAX));

  private final Admin admin;
  private final String name;

  KafkaTopic(KafkaAddress address, String name) {
    this.admin = admin(address);
    this.name = name;
  }

  private static Admin admin(KafkaAddress address) {
    try {
      return Admin.create(address.with(
          Map.of("request.timeout.ms", ANSWER_MS / 2, "default.api.timeout.ms", ANSWER_MS)));
    } catch (KafkaException e) {
      throw new LogException("Kafka's client does not start: " + address.reason(e), e);
    }
  }

  /// The topic's id, which no other topic ever has, not even one of the same name. Makes the topic
  /// when it is not there.
  String openOrMake(int partitions, int replicas) {
    var found = describe();
    if (found.isEmpty()) {
      make(partitions, replicas);
      found = describe();
    }
    var topic = found.stream()
        .findFirst()
        .orElseThrow(() -> wrong("does not exist, although it was just created"));
    requirePartitions(topic.partitions().size(), partitions);
    requireSettings();
    return topic.topicId().toString();
  }

  /// A topic may have more partitions than the log: they stay empty.
  private void requirePartitions(int there, int wanted) {
    if (there < wanted) {
      throw wrong("has " + there + " partitions, not " + wanted);
    }
    if (there > wanted) {
      LOG.atInfo()
          .addKeyValue("topic", name)
          .addKeyValue("partitions", there)
          .addKeyValue("used", wanted)
          .log("the topic has more partitions than the log: the others are not used");
    }
  }

  private void make(int partitions, int replicas) {
    var settings = new HashMap<>(REQUIRED);
    settings.put("min.insync.replicas", replicas >= REPLICAS_FOR_TWO ? "2" : "1");
    if (replicas == 1) {
      // There is no other copy: acknowledged events must be on this disk.
      settings.put("flush.messages", "1");
    }
    var topic = new NewTopic(name, partitions, (short) replicas).configs(settings);
    try {
      await("making", admin.createTopics(List.of(topic)).all());
    } catch (LogException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
      // Another node was faster.
    }
    awaitKnown(partitions);
  }

  /// The broker that is asked may hear of the new topic later than the one that made it.
  private void awaitKnown(int partitions) {
    var deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ANSWER_MS);
    while (true) {
      try {
        await(
            "finding the partitions of",
            admin.listOffsets(everyStart(partitions)).all());
        return;
      } catch (LogException e) {
        if (!(e.getCause() instanceof RetriableException) || System.nanoTime() > deadline) {
          throw e;
        }
        pause();
      }
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LogException("interrupted while waiting for a topic", e);
    }
  }

  private Map<TopicPartition, OffsetSpec> everyStart(int partitions) {
    var wanted = new HashMap<TopicPartition, OffsetSpec>();
    for (int p = 0; p < partitions; p++) {
      wanted.put(new TopicPartition(name, p), OffsetSpec.earliest());
    }
    return wanted;
  }

  private void requireSettings() {
    wrongSettings(settings()).stream().findFirst().ifPresent(what -> {
      throw wrong(what);
    });
  }

  /// What is not as it must be.
  static List<String> wrongSettings(Config settings) {
    return REQUIRED.entrySet().stream()
        .filter(
            wanted -> !wanted.getValue().equals(settings.get(wanted.getKey()).value()))
        .map(wanted -> "has " + wanted.getKey() + "="
            + settings.get(wanted.getKey()).value() + ", Plaza needs " + wanted.getValue())
        .sorted()
        .toList();
  }

  Config settings() {
    return settings(new ConfigResource(ConfigResource.Type.TOPIC, name));
  }

  private Config settings(ConfigResource of) {
    return await("reading the settings of", admin.describeConfigs(List.of(of)).all())
        .values()
        .iterator()
        .next();
  }

  /// The brokers that live, and the settings of one of them.
  List<Node> brokers() {
    return List.copyOf(
        await("asking for the brokers of", admin.describeCluster().nodes()));
  }

  Config settings(Node broker) {
    return settings(new ConfigResource(ConfigResource.Type.BROKER, broker.idString()));
  }

  /// The level of the cluster's own format, which every broker of it understands.
  short level() {
    var features = await("asking for the version of", admin.describeFeatures().featureMetadata());
    var level = features.finalizedFeatures().get("metadata.version");
    return level == null ? 0 : level.maxVersionLevel();
  }

  /// The members of a group, each with the partitions that it was given.
  List<MemberDescription> members(String group) {
    try {
      var groups = admin.describeConsumerGroups(List.of(group)).all();
      return List.copyOf(
          await("asking for the group of", groups).values().iterator().next().members());
    } catch (LogException e) {
      if (e.getCause() instanceof GroupIdNotFoundException) {
        return List.of();
      }
      throw e;
    }
  }

  /// The id of the topic that now has this name; empty when there is none.
  String id() {
    return describe().stream()
        .map(topic -> topic.topicId().toString())
        .findFirst()
        .orElse("");
  }

  /// The topic as it is; empty when it is not there.
  Set<TopicDescription> describe() {
    try {
      return Set.copyOf(await("describing", admin.describeTopics(List.of(name)).allTopicNames())
          .values());
    } catch (LogException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return Set.of();
      }
      throw e;
    }
  }

  long start(int partition) {
    return offset(partition, OffsetSpec.earliest());
  }

  long end(int partition) {
    return offset(partition, OffsetSpec.latest());
  }

  private long offset(int partition, OffsetSpec spec) {
    var place = new TopicPartition(name, partition);
    return await(
            "asking for an offset of",
            admin.listOffsets(Map.of(place, spec)).partitionResult(place))
        .offset();
  }

  private List<TopicPartitionInfo> places() {
    var found = describe();
    if (found.isEmpty()) {
      throw wrong("is not there");
    }
    return found.iterator().next().partitions();
  }

  /// That all replicas of all partitions are in sync.
  void requireReplicas() {
    require(
        places(),
        it -> it.isr().size() == it.replicas().size(),
        "lack replicas because a broker is down or behind; changes continue");
  }

  /// That each partition's leader answers, with enough replicas in sync for an append.
  void requireWritable() {
    var partitions = places();
    var needed = Integer.parseInt(settings().get("min.insync.replicas").value());
    require(partitions, it -> it.leader() != null, "have no leader: changes to them wait");
    require(
        partitions,
        it -> it.isr().size() >= needed,
        "have fewer replicas in sync than min.insync.replicas=" + needed
            + ": changes to them are rejected");
    var ends = new HashMap<TopicPartition, OffsetSpec>();
    partitions.forEach(
        it -> ends.put(new TopicPartition(name, it.partition()), OffsetSpec.latest()));
    await("asking for the ends of", admin.listOffsets(ends).all());
  }

  private void require(
      List<TopicPartitionInfo> partitions, Predicate<TopicPartitionInfo> well, String what) {
    var numbers = partitions.stream()
        .filter(well.negate())
        .map(it -> String.valueOf(it.partition()))
        .toList();
    if (!numbers.isEmpty()) {
      throw wrong("has partitions that " + what + ": " + String.join(", ", numbers));
    }
  }

  void trim(int partition, long before) {
    var place = new TopicPartition(name, partition);
    var records = Map.of(place, RecordsToDelete.beforeOffset(before));
    await("trimming", admin.deleteRecords(records).all());
  }

  private <T> T await(String doing, KafkaFuture<T> answer) {
    try {
      return answer.get(ANSWER_MS, TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw failed(doing, e.getCause() == null ? e : e.getCause());
    } catch (TimeoutException e) {
      throw failed(doing, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed(doing, e);
    }
  }

  private LogException failed(String doing, Throwable cause) {
    return new LogException(doing + " the topic " + name + " failed: " + cause, cause);
  }

  private LogException wrong(String what) {
    return new LogException("the topic " + name + " " + what);
  }

  @Override
  public void close() {
    admin.close(CLOSING_MAX);
  }
}
