package plaza.cluster.log;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import plaza.core.port.Log;

/// Reads one partition: a consumer of its own, which belongs to no group and keeps no offsets in
/// Kafka. Used by one thread at a time.
final class KafkaReader implements AutoCloseable {
  /// How long a broker, and then a question that repeats itself, may take.
  private static final int ANSWER_MS = 10_000;

  private static final Duration CLOSING_MAX = Duration.ofSeconds(1);

  private final TopicPartition place;
  private final KafkaConsumer<byte[], byte[]> consumer;

  /// What was fetched beyond what one read returns.
  private final Deque<Log.Entry> ahead = new ArrayDeque<>();

  private long next = -1;

  KafkaReader(KafkaAddress address, TopicPartition place) {
    this.place = place;
    this.consumer = new KafkaConsumer<>(
        address.with(Map.of(
            "enable.auto.commit",
            false,
            "auto.offset.reset",
            "none",
            "allow.auto.create.topics",
            false,
            "request.timeout.ms",
            ANSWER_MS,
            "default.api.timeout.ms",
            ANSWER_MS,
            "max.poll.records",
            Log.BATCH_MAX,
            "fetch.max.bytes",
            Log.BATCH_BYTES_MAX,
            "max.partition.fetch.bytes",
            Log.BATCH_BYTES_MAX)),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
    consumer.assign(List.of(place));
  }

  /// The events from `from` on; waits up to `wait` for one.
  List<Log.Entry> read(long from, Duration wait) throws InterruptedException {
    if (from != next) {
      ahead.clear();
      consumer.seek(place, from);
      next = from;
    }
    if (ahead.isEmpty()) {
      fetch(wait);
    }
    return batch();
  }

  /// The offset that is read next: there may be holes below it.
  long position() {
    return ahead.isEmpty() ? consumer.position(place) : next;
  }

  private void fetch(Duration wait) throws InterruptedException {
    try {
      for (var record : consumer.poll(wait).records(place)) {
        ahead.add(new Log.Entry(record.offset(), record.value()));
      }
    } catch (InterruptException e) {
      // Kafka sets the flag again, which says what the exception says.
      var _ = Thread.interrupted();
      throw new InterruptedException("interrupted while reading the log");
    }
  }

  private List<Log.Entry> batch() {
    var batch = new ArrayList<Log.Entry>();
    long bytes = 0;
    for (var entry = ahead.peekFirst(); entry != null; entry = ahead.peekFirst()) {
      bytes += entry.bytes().length;
      if (batch.size() == Log.BATCH_MAX || (!batch.isEmpty() && bytes > Log.BATCH_BYTES_MAX)) {
        break;
      }
      batch.add(ahead.removeFirst());
      next = entry.offset() + 1;
    }
    return batch;
  }

  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(CLOSING_MAX));
  }
}
