package plaza.cluster.log;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import plaza.core.pipeline.RepeatedTask;
import plaza.core.pipeline.Worker;
import plaza.core.port.PartitionAssignment;

/// Assigns partitions by Kafka's group protocol: a member of the group that reads nothing and
/// stores no offsets, but receives its share. How soon a node that died is missed is for the
/// broker to say (`group.consumer.session.timeout.ms`).
public final class KafkaAssignment implements PartitionAssignment {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaAssignment.class);

  private static final Duration POLL = Duration.ofMillis(250);
  private static final Duration AGAIN = Duration.ofSeconds(1);

  private final KafkaAddress address;
  private final String topic;
  private final String group;
  private final Set<Integer> owned = new TreeSet<>();
  private volatile boolean closing;
  private volatile String trouble = "";
  private volatile @Nullable Worker worker;

  public KafkaAssignment(KafkaAddress address, String topic, String group) {
    this.address = address;
    this.topic = topic;
    this.group = group;
  }

  @Override
  public void begin(Consumer<Set<Integer>> owner) {
    var begun = Worker.of(new Membership(owner));
    worker = begun;
    begun.start();
  }

  @Override
  public String trouble() {
    var begun = worker;
    return begun == null || !trouble.isEmpty() ? trouble : begun.trouble();
  }

  /// A member of the group, for as long as nothing fails. One that fails leaves, and comes back as
  /// a new one.
  private final class Membership implements RepeatedTask {
    private final Consumer<Set<Integer>> owner;

    Membership(Consumer<Set<Integer>> owner) {
      this.owner = owner;
    }

    @Override
    public String name() {
      return "shares";
    }

    @Override
    public Duration take(Duration patience) {
      try (var consumer = consumer()) {
        takePart(consumer, owner);
      } catch (WakeupException | InterruptException e) {
        // It closes.
        closing = true;
      } catch (KafkaException e) {
        LOG.atWarn().addKeyValue("cause", e).log("joining the partition assignment failed");
        trouble = "joining the partition assignment failed: " + e.getMessage();
      } finally {
        owned.clear();
        owner.accept(Set.of());
      }
      return AGAIN;
    }

    @Override
    public boolean over() {
      return closing;
    }
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    return new KafkaConsumer<>(
        address.with(Map.of(
            "group.id",
            group,
            "group.protocol",
            "consumer",
            "enable.auto.commit",
            false,
            "auto.offset.reset",
            "none",
            "allow.auto.create.topics",
            false)),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  private void takePart(KafkaConsumer<byte[], byte[]> consumer, Consumer<Set<Integer>> owner) {
    consumer.subscribe(List.of(topic), new ConsumerRebalanceListener() {
      @Override
      public void onPartitionsAssigned(Collection<TopicPartition> given) {
        // Nothing is read here: the readers have consumers of their own.
        given.forEach(place -> consumer.seek(place, 0));
        consumer.pause(given);
        given.forEach(place -> owned.add(place.partition()));
        tell(owner);
      }

      @Override
      public void onPartitionsRevoked(Collection<TopicPartition> taken) {
        taken.forEach(place -> owned.remove(place.partition()));
        tell(owner);
      }
    });
    while (!closing) {
      consumer.poll(POLL);
      trouble = "";
    }
  }

  private void tell(Consumer<Set<Integer>> owner) {
    LOG.atInfo().addKeyValue("partitions", owned).log("this node's partitions");
    owner.accept(Set.copyOf(owned));
  }

  @Override
  public void close() {
    closing = true;
    var begun = worker;
    if (begun != null) {
      begun.close();
    }
  }
}
