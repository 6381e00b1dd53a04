package plaza.core.pipeline;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import plaza.core.port.ClusterBus;
import plaza.core.port.Position;
import plaza.core.port.Store;

/// Broadcasts this node's commits to the other nodes, and announces theirs to its own
/// receivers. It detects lost broadcasts by the positions, at the next broadcast or by the
/// store, and then reports a gap to the receivers.
final class ClusterRelay implements Receiver, ClusterBus.Listener {
  /// Received broadcasts that are not announced yet. Full: further ones count as lost.
  private static final int HEARD_MAX = 4_096;

  /// How often the store is asked for what was not heard at all: it is noticed at the second time.
  private static final Duration COMPARE_EVERY = Duration.ofSeconds(1);

  private final Pipeline pipeline;
  private final ClusterBus live;
  private final Broadcast.Codec codec;
  private final Store store;
  private final InstantSource clock;
  private final BlockingQueue<byte[]> heard = new ArrayBlockingQueue<>(HEARD_MAX);
  private final AtomicBoolean lost = new AtomicBoolean();
  private final Follower follower = new Follower("neighbours", this::step, _ -> false);

  /// The announced position of each partition.
  private final Map<Integer, Long> told = new ConcurrentHashMap<>();

  /// Where each partition was in the store when it was last looked at.
  private final Map<Integer, Long> stored = new HashMap<>();

  private Instant lastCompared = Instant.EPOCH;

  ClusterRelay(
      Pipeline pipeline, ClusterBus live, Broadcast.Codec codec, Store store, InstantSource clock) {
    this.pipeline = pipeline;
    this.live = live;
    this.codec = codec;
    this.store = store;
    this.clock = clock;
  }

  Follower follower() {
    return follower;
  }

  /// This node has committed a batch.
  @Override
  public void announced(Announcement announcement) {
    var partition = announcement.partition();
    var before = told.getOrDefault(partition, Position.start(partition));
    told.put(partition, announcement.position());
    codec.encode(before, announcement).ifPresent(live::broadcast);
  }

  @Override
  public void received(byte[] message) {
    if (!heard.offer(message)) {
      lost.set(true);
    }
    follower.wake();
  }

  @Override
  public void lost() {
    lost.set(true);
    follower.wake();
  }

  private Duration step() {
    if (lost.getAndSet(false)) {
      pipeline.missed(this);
    }
    for (var message = heard.poll(); message != null; message = heard.poll()) {
      codec.decode(message).ifPresent(this::tell);
    }
    var now = clock.instant();
    if (Interval.again(lastCompared, COMPARE_EVERY, now)) {
      compare();
      lastCompared = now;
    }
    return COMPARE_EVERY;
  }

  private void tell(Broadcast publication) {
    var announcement = publication.announcement();
    var partition = announcement.partition();
    var before = told.getOrDefault(partition, Position.start(partition));
    if (announcement.position() >= before) {
      told.put(partition, announcement.position());
    }
    if (before != publication.before()) {
      pipeline.missed(this);
    }
    pipeline.heard(announcement, publication.settled(), this);
  }

  /// What was in the store the last time, and was not heard of since, was lost.
  private void compare() {
    for (int partition = 0; partition < pipeline.partitions(); partition++) {
      var known = told.getOrDefault(partition, Position.start(partition));
      var before = stored.getOrDefault(partition, Position.start(partition));
      if (known < before) {
        told.merge(partition, before, Math::max);
        pipeline.missed(this);
      }
      stored.put(partition, store.progress(partition).position());
    }
  }

  /// The receivers know nothing older than what is in the store now.
  void begin() {
    for (int partition = 0; partition < pipeline.partitions(); partition++) {
      told.put(partition, store.progress(partition).position());
    }
    live.listen(this);
  }
}
