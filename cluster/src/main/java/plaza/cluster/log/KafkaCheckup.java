package plaza.cluster.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartitionInfo;
import plaza.core.port.FindingsSink;
import plaza.core.port.LogBounds;
import plaza.core.port.LogException;

/// Checks a Kafka cluster for the log, without changing anything.
public final class KafkaCheckup {
  /// A node that died is missed after this time; its partitions stand still until then.
  private static final int SESSION_MS_MAX = 15_000;

  private static final int REPLICAS_FOR_TWO = 3;

  private final KafkaTopic topic;
  private final Wanted wanted;
  private final FindingsSink remarks;

  private KafkaCheckup(KafkaTopic topic, Wanted wanted, FindingsSink remarks) {
    this.topic = topic;
    this.wanted = wanted;
    this.remarks = remarks;
  }

  /// What the cluster's file says.
  public record Wanted(String name, int partitions, int replicas) {}

  /// The log as Kafka has it now: each question is asked when it is put.
  public static final class Found implements LogBounds, AutoCloseable {
    private final KafkaTopic topic;
    private final String id;
    private final int inTopic;
    private final int partitions;

    private Found(KafkaTopic topic, TopicDescription description, int wanted) {
      this.topic = topic;
      this.id = description.topicId().toString();
      this.inTopic = description.partitions().size();
      this.partitions = Math.min(wanted, inTopic);
    }

    @Override
    public String id() {
      return id;
    }

    /// How many partitions the topic has, used or not.
    public int inTopic() {
      return inTopic;
    }

    /// How many partitions are used.
    @Override
    public int partitions() {
      return partitions;
    }

    @Override
    public long start(int partition) {
      return topic.start(partition);
    }

    @Override
    public long end(int partition) {
      return topic.end(partition);
    }

    @Override
    public void close() {
      topic.close();
    }
  }

  /// How many partitions a topic has; 0 when it is not there.
  ///
  /// @throws LogException Kafka does not answer
  public static int partitions(KafkaAddress address, String name) {
    try (var topic = new KafkaTopic(address, name)) {
      return topic.describe().stream()
          .mapToInt(found -> found.partitions().size())
          .sum();
    }
  }

  /// The log, to be closed; nothing when Kafka or the topic is not there.
  public static Optional<Found> of(KafkaAddress address, Wanted wanted, FindingsSink remarks) {
    var opened = Optional.<KafkaTopic>empty();
    try {
      var topic = new KafkaTopic(address, wanted.name());
      opened = Optional.of(topic);
      var found = new KafkaCheckup(topic, wanted, remarks).examine(address);
      if (found.isPresent()) {
        return Optional.of(new Found(topic, found.get(), wanted.partitions()));
      }
    } catch (LogException | KafkaException e) {
      remarks.trouble(
          "Kafka at " + address + ": " + address.withoutSecrets(String.valueOf(e.getMessage()))
              + ": start its brokers, and check that kafka in the cluster's file names them");
    }
    opened.ifPresent(KafkaTopic::close);
    return Optional.empty();
  }

  private Optional<TopicDescription> examine(KafkaAddress address) {
    var asked = System.nanoTime();
    var brokers = topic.brokers();
    remarks.saw(
        "Kafka at " + address + ": " + brokers.size() + " of its brokers live, metadata version "
            + topic.level() + ", answered in " + (System.nanoTime() - asked) / 1_000_000 + " ms");
    examine(brokers.getFirst());
    var found = topic.describe();
    if (found.isEmpty()) {
      remarks.trouble("the topic " + wanted.name() + " does not exist: the first node creates it");
      return Optional.empty();
    }
    found.forEach(this::examine);
    examineGroup(topic.members(wanted.name()));
    return found.stream().findFirst();
  }

  private void examine(Node broker) {
    var session = topic.settings(broker).get("group.consumer.session.timeout.ms");
    if (session != null && Long.parseLong(session.value()) > SESSION_MS_MAX) {
      remarks.saw("  a dead node is detected after " + session.value()
          + " ms: group.consumer.session.timeout.ms on the brokers; 6000 is enough");
    }
  }

  private void examine(TopicDescription found) {
    var partitions = found.partitions();
    var replicas = partitions.getFirst().replicas().size();
    if (replicas < wanted.replicas()) {
      remarks.trouble("each event has " + replicas + " replicas, kafka.replicas says "
          + wanted.replicas() + ": add them with kafka-reassign-partitions");
    }
    examineSettings(replicas);
    report(
        partitions, partition -> partition.leader() == null, "have no leader: start their brokers");
    report(
        partitions,
        partition -> partition.isr().size() < partition.replicas().size(),
        "lack replicas: start the broker that is down, or wait until it has caught up");
  }

  private void examineSettings(int replicas) {
    var settings = topic.settings();
    KafkaTopic.wrongSettings(settings)
        .forEach(what -> remarks.trouble("the topic " + what + ": kafka-configs --alter sets it"));
    var synced = Integer.parseInt(settings.get("min.insync.replicas").value());
    if (replicas >= REPLICAS_FOR_TWO && synced < 2) {
      remarks.trouble("the topic has min.insync.replicas=" + synced
          + ": with fewer than 2, one broken disk loses acknowledged changes");
    }
    if (synced >= replicas && replicas > 1) {
      remarks.trouble("the topic has min.insync.replicas=" + synced + " of " + replicas
          + " replicas: no broker may be down");
    }
    if (replicas == 1 && !"1".equals(settings.get("flush.messages").value())) {
      remarks.trouble("events are on one broker only, and the topic has flush.messages="
          + settings.get("flush.messages").value()
          + ": a power failure would lose acknowledged changes; set it to 1");
    }
  }

  private interface Trouble {
    boolean of(TopicPartitionInfo partition);
  }

  private void report(List<TopicPartitionInfo> partitions, Trouble trouble, String what) {
    var numbers = partitions.stream()
        .filter(trouble::of)
        .map(partition -> String.valueOf(partition.partition()))
        .toList();
    if (!numbers.isEmpty()) {
      remarks.trouble("partitions " + String.join(", ", numbers) + " of the log " + what);
    }
  }

  /// Who applies what.
  private void examineGroup(List<MemberDescription> members) {
    var orphans =
        new TreeSet<>(IntStream.range(0, wanted.partitions()).boxed().collect(Collectors.toSet()));
    var shares = new ArrayList<String>();
    for (var member : members) {
      var share = member.assignment().topicPartitions();
      share.forEach(place -> orphans.remove(place.partition()));
      shares.add(member.host().replaceFirst("^/", "") + " has " + share.size());
    }
    remarks.saw(
        "  partitions are applied by " + members.size() + " nodes: " + String.join(", ", shares));
    if (!orphans.isEmpty()) {
      remarks.trouble(
          "no node applies partitions " + orphans
              + ": start a node with --role all or worker, or wait until the session of a dead node ends");
    }
  }
}
