package plaza.cluster.log;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.LogTruncationException;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import plaza.core.port.Log;
import plaza.core.port.LogException;

/// The state of one partition: its bounds, and whether it is still the log that was opened.
/// Once something of it is lost it stays lost until the log is opened again.
final class KafkaPartition implements AutoCloseable {
  /// How long an event that is there may take to arrive.
  private static final Duration FETCH_MAX = Duration.ofSeconds(10);

  /// How often a partition in which nothing happens looks whether its topic is still the same.
  private static final long LOOK_NANOS = 1_000_000_000L;

  private static final String RECREATED =
      "its topic was deleted and created again, its events are lost";

  private final KafkaAddress address;
  private final KafkaTopic topic;
  private final String id;
  private final TopicPartition place;

  /// The offset behind the highest that Kafka has told us of.
  private final AtomicLong known = new AtomicLong();

  private volatile String lost = "";
  private @Nullable KafkaReader reader;
  private long looked = System.nanoTime();

  KafkaPartition(KafkaAddress address, KafkaTopic topic, String id, TopicPartition place) {
    this.address = address;
    this.topic = topic;
    this.id = id;
    this.place = place;
  }

  boolean isLost() {
    return !lost.isEmpty();
  }

  /// What was lost, and how it was noticed.
  String lost() {
    return lost;
  }

  private Log.LostException lose(String why) {
    if (lost.isEmpty()) {
      lost = "partition " + place.partition() + " of the log: " + why;
    }
    return new Log.LostException(lost);
  }

  /// The offset that the next event has at least.
  long known() {
    return known.get();
  }

  /// Offsets of a partition only rise: one below what was known before the events were sent is
  /// another log's.
  Log.Appended appended(long knownBefore, long[] offsets) {
    if (offsets[0] < knownBefore) {
      var _ = lose(
          isAnotherTopic() ? RECREATED : "it went back from " + knownBefore + " to " + offsets[0]);
      return new Log.Appended.Unknown(lost());
    }
    known.accumulateAndGet(offsets[offsets.length - 1] + 1, Math::max);
    return new Log.Appended.Stored(offsets);
  }

  /// What Kafka says, or more, when a new leader does not yet know what the old one told us.
  long end() {
    return known.accumulateAndGet(topic.end(place.partition()), Math::max);
  }

  /// The events from `from` on. Those that are known to be there are waited for in any case.
  synchronized List<Log.Entry> read(long from, Duration wait) throws InterruptedException {
    requireKept();
    var began = System.nanoTime();
    try {
      while (true) {
        var entries = reader().read(from, wait);
        if (!entries.isEmpty()) {
          known.accumulateAndGet(entries.getLast().offset() + 1, Math::max);
          return entries;
        }
        if (reader().position() >= known.get()) {
          look();
          return List.of();
        }
        if (System.nanoTime() - began > FETCH_MAX.toNanos()) {
          throw new LogException(
              "the events from " + from + " on do not arrive from Kafka",
              new IllegalStateException());
        }
      }
    } catch (OffsetOutOfRangeException e) {
      close();
      throw outOfRange(from, e);
    } catch (KafkaException e) {
      close();
      throw new LogException("reading the log failed: " + e.getMessage(), e);
    }
  }

  private KafkaReader reader() {
    var open = reader;
    if (open == null) {
      open = new KafkaReader(address, place);
      reader = open;
    }
    return open;
  }

  private void requireKept() {
    if (isLost()) {
      throw new Log.LostException(lost());
    }
  }

  /// Why Kafka has nothing at an offset, by what it has.
  private RuntimeException outOfRange(long from, OffsetOutOfRangeException cause) {
    if (isAnotherTopic()) {
      return lose(RECREATED);
    }
    if (cause instanceof LogTruncationException) {
      return lose(
          "its tail was lost: events that were read up to " + from + " are no longer in it");
    }
    var start = topic.start(place.partition());
    if (from < start) {
      return new Log.TrimmedException(place.partition(), from, start);
    }
    var end = topic.end(place.partition());
    return from > end
        ? lose("its tail was lost: it ends at " + end + ", " + from + " was wanted")
        : new LogException("Kafka can't serve the event at " + from + " yet", cause);
  }

  /// Asks now and then whether the topic is still the same: one that was made again looks like one
  /// in which nothing happens.
  private void look() {
    var now = System.nanoTime();
    if (now - looked > LOOK_NANOS) {
      looked = now;
      if (isAnotherTopic()) {
        throw lose(RECREATED);
      }
    }
  }

  /// A broker that has just started may not know the topic yet: that is trouble, and no loss.
  private boolean isAnotherTopic() {
    var now = topic.id();
    if (now.isEmpty()) {
      throw new LogException("the topic of the log is not there", new IllegalStateException());
    }
    return !now.equals(id);
  }

  /// Forgets the consumer; the next read has a new one.
  @Override
  public synchronized void close() {
    var open = reader;
    reader = null;
    if (open != null) {
      open.close();
    }
  }
}
