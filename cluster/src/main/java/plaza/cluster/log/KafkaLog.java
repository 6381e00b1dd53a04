package plaza.cluster.log;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import plaza.core.port.Log;
import plaza.core.port.LogException;

/// The log in one topic of Kafka, an event a record, with Kafka's offsets. Several nodes append to
/// it at the same time.
public final class KafkaLog implements Log {
  /// Kafka's patience with one request, and with an event through all its own repeats: a leader
  /// that died is replaced within it.
  private static final int REQUEST_MS = 5_000;

  private static final int DELIVERY_MS = 20_000;

  /// How long handing an event to Kafka's client may wait, for room or for the partition's leader.
  private static final int BLOCK_MS = 5_000;

  /// How long a close waits for what is on its way: anyone who waited for it was answered before.
  private static final Duration CLOSING_MAX = Duration.ofSeconds(1);

  /// A request to one partition has about so many bytes, unless one event has more.
  private static final int REQUEST_BYTES = 512 << 10;

  private static final long BUFFER_BYTES = 96L << 20;

  private final KafkaTopic topic;
  private final String name;
  private final String id;
  private final KafkaProducer<byte[], byte[]> producer;
  private final List<KafkaPartition> partitions;

  private KafkaLog(
      KafkaTopic topic,
      String name,
      String id,
      KafkaProducer<byte[], byte[]> producer,
      List<KafkaPartition> partitions) {
    this.topic = topic;
    this.name = name;
    this.id = id;
    this.producer = producer;
    this.partitions = partitions;
  }

  /// Opens the log, or makes it with this many partitions; they are fixed for its life.
  ///
  /// @param replicas of each event, when the topic is made
  /// @throws LogException Kafka does not answer, or its topic is not as the log needs it
  public static KafkaLog open(KafkaAddress address, String name, int partitions, int replicas) {
    var topic = new KafkaTopic(address, name);
    try {
      var id = topic.openOrMake(partitions, replicas);
      var parts = IntStream.range(0, partitions)
          .mapToObj(p -> new KafkaPartition(address, topic, id, new TopicPartition(name, p)))
          .toList();
      parts.forEach(KafkaPartition::end);
      return new KafkaLog(topic, name, id, producer(address), parts);
    } catch (KafkaException e) {
      topic.close();
      throw new LogException("Kafka's client does not start: " + address.reason(e), e);
    } catch (LogException e) {
      topic.close();
      throw e;
    }
  }

  private static KafkaProducer<byte[], byte[]> producer(KafkaAddress address) {
    return new KafkaProducer<>(
        address.with(Map.ofEntries(
            Map.entry("acks", "all"),
            Map.entry("enable.idempotence", true),
            Map.entry("max.in.flight.requests.per.connection", 1),
            Map.entry("linger.ms", 0),
            Map.entry("batch.size", REQUEST_BYTES),
            Map.entry("buffer.memory", BUFFER_BYTES),
            Map.entry("max.request.size", KafkaTopic.RECORD_BYTES_MAX),
            Map.entry("compression.type", "lz4"),
            Map.entry("max.block.ms", BLOCK_MS),
            Map.entry("request.timeout.ms", REQUEST_MS),
            Map.entry("delivery.timeout.ms", DELIVERY_MS))),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public int partitions() {
    return partitions.size();
  }

  @Override
  public Appended append(int partition, List<byte[]> events) {
    if (events.isEmpty() || events.size() > GROUP_MAX) {
      throw new IllegalArgumentException(
          "a group has 1 to " + GROUP_MAX + " events, had " + events.size());
    }
    var part = partitions.get(partition);
    if (part.isLost()) {
      return new Appended.Unknown(part.lost());
    }
    var before = part.known();
    try {
      var sent = new ArrayList<Future<RecordMetadata>>(events.size());
      for (var event : events) {
        var one = producer.send(new ProducerRecord<>(name, partition, null, event));
        if (one.isDone()) {
          // One that could not even be sent fails here: each of the others would wait as long.
          var _ = one.get();
        }
        sent.add(one);
      }
      var offsets = new long[sent.size()];
      for (int i = 0; i < offsets.length; i++) {
        offsets[i] = sent.get(i).get().offset();
      }
      return part.appended(before, offsets);
    } catch (ExecutionException | KafkaException e) {
      // A part may be stored, or all, or be stored later: who can tell is the log itself.
      return new Appended.Unknown("Kafka did not confirm the events: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Appended.Unknown("interrupted while waiting for Kafka");
    }
  }

  @Override
  public List<Entry> read(int partition, long from, Duration wait) throws InterruptedException {
    return partitions.get(partition).read(from, wait);
  }

  @Override
  public long start(int partition) {
    return topic.start(partition);
  }

  @Override
  public long end(int partition) {
    return partitions.get(partition).end();
  }

  @Override
  public void trim(int partition, long before) {
    topic.trim(partition, Math.min(before, end(partition)));
  }

  /// Asks whether events would be taken in: every partition has a leader that answers, and enough
  /// replicas in sync.
  ///
  /// @throws LogException they would not
  public void ask() {
    topic.requireWritable();
  }

  /// Asks whether all replicas are in sync.
  ///
  /// @throws LogException a broker is down, or behind
  public void askReplicas() {
    topic.requireReplicas();
  }

  @Override
  public void close() {
    try {
      producer.close(CLOSING_MAX);
      partitions.forEach(KafkaPartition::close);
    } catch (InterruptException e) {
      throw new LogException("interrupted while closing the log", e);
    } finally {
      topic.close();
    }
  }
}
