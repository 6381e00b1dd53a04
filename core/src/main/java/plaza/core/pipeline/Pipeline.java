package plaza.core.pipeline;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import plaza.core.event.Change;
import plaza.core.event.EventCodec;
import plaza.core.event.RequestKey;
import plaza.core.event.RowFormat;
import plaza.core.port.ClusterBus;
import plaza.core.port.Log;
import plaza.core.port.Store;

/// The pipeline of every change: decide (in the features' services, before they call the
/// pipeline), append, apply, announce.
public final class Pipeline implements AutoCloseable {
  /// How long the last changes of all partitions may take when the server closes, and then the
  /// ends of their threads: an engine that hangs holds up all of them.
  private static final Duration FINISHING_MAX = Duration.ofSeconds(3);

  private static final Duration ENDING_MAX = Duration.ofMillis(500);

  /// How the outcomes of a batch are stored.
  public static final RowFormat<?> OUTCOMES = OutcomeCodec.BATCH;

  private final EventCodec codec;
  private final InstantSource clock;
  private final List<Receiver> receivers = new CopyOnWriteArrayList<>();
  private final Store store;
  private final List<Feature> features;
  private final List<Partition> partitions;
  private final LongSupplier nanoTime;
  private final RepeatedTask overdue = new Regular("overdue", this::failOverdue);
  private final RepeatedTask outcomes = new Regular("outcomes", this::findOutcomes);
  private final List<Worker> lookingAfter = List.of(Worker.of(overdue), Worker.of(outcomes));
  private volatile boolean closed;

  /// @param boot a random number that no other process of this log has
  /// @param nanoTime only rises, in nanoseconds
  public Pipeline(
      Log log,
      Store store,
      List<Feature> features,
      InstantSource clock,
      long boot,
      PipelineObserver meter,
      LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.codec = new EventCodec(features.stream().map(Feature::format).toList());
    this.clock = clock;
    this.store = store;
    this.features = List.copyOf(features);
    var applier = new Applier(store, List.copyOf(features), codec, clock);
    this.partitions = IntStream.range(0, log.partitions())
        .mapToObj(p -> new Partition(
            p, log, store, applier, new Appender(p, log, boot, meter), receivers, meter))
        .toList();
    store.onRestart(() -> partitions.forEach(Partition::doubt));
    store.readOnlyWhile(() -> partitions.stream().noneMatch(Partition::recovers));
  }

  /// Announces to `receiver` every batch that is committed from now on; before [#start], all of
  /// them.
  public void announceTo(Receiver receiver) {
    receivers.add(receiver);
  }

  public void start() {
    partitions.forEach(Partition::start);
    lookingAfter.forEach(Worker::start);
  }

  /// Joins the pipeline to other nodes: this node applies the partitions given to [#own],
  /// broadcasts its commits to the others, and announces theirs to its own receivers. To be
  /// called before [#start]; the returned follower is started after it.
  public Follower shareWith(ClusterBus live) {
    var codec = new Broadcast.Codec(this.codec, features);
    var neighbours = new ClusterRelay(this, live, codec, store, clock);
    own(Set.of());
    receivers.addFirst(neighbours);
    neighbours.begin();
    return neighbours.follower();
  }

  /// Sets the partitions that this node applies from now on. By default all.
  public void own(Set<Integer> owned) {
    for (int partition = 0; partition < partitions.size(); partition++) {
      partitions.get(partition).own(owned.contains(partition));
    }
  }

  /// Whether a partition is this node's to apply, and to look after.
  public boolean owns(int partition) {
    return partitions.get(partition).owned();
  }

  /// Announces a batch that another node has committed.
  void heard(Announcement announcement, List<Broadcast.Settled> settled, Receiver teller) {
    receivers.stream().filter(r -> r != teller).forEach(r -> r.announced(announcement));
    settled.forEach(partitions.get(announcement.partition())::settle);
  }

  /// Reports that broadcasts of other nodes were missed.
  void missed(Receiver teller) {
    receivers.stream().filter(r -> r != teller).forEach(Receiver::missed);
  }

  /// The tasks of the pipeline's threads, for a caller that drives them itself instead of
  /// [#start].
  public List<RepeatedTask> turns() {
    return Stream.concat(
            partitions.stream().flatMap(partition -> partition.turns().stream()),
            Stream.of(overdue, outcomes))
        .toList();
  }

  private void failOverdue() {
    var now = nanoTime.getAsLong();
    partitions.forEach(partition -> partition.failOverdue(now));
  }

  private void findOutcomes() {
    partitions.forEach(Partition::findOutcomes);
  }

  /// Looks after the requests that wait.
  private final class Regular implements RepeatedTask {
    private final String name;
    private final Runnable work;

    Regular(String name, Runnable work) {
      this.name = name;
      this.work = work;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public Duration take(Duration patience) {
      work.run();
      return Partition.LOOK_EVERY;
    }

    @Override
    public boolean over() {
      return closed;
    }
  }

  /// Waits until each partition has applied what was in the log when it was taken up, or is
  /// stopped.
  public boolean awaitCaughtUp(Duration atMost) throws InterruptedException {
    var all = true;
    for (var partition : partitions) {
      all &= partition.awaitCaughtUp(atMost);
    }
    return all;
  }

  /// The current time as events carry it: in milliseconds.
  public Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /// Appends the change, waits until it is applied, and returns its outcome.
  ///
  /// @throws LogFullException nothing was stored
  /// @throws UnavailableException nothing was stored
  /// @throws OutcomeUnknownException it may be stored
  public Outcome change(Instant at, RequestKey request, Change change) {
    return partitionOf(change).change(draft(at, request, change));
  }

  /// Appends the change and returns once the log holds it. Throws as [#change] does.
  public void queue(Instant at, RequestKey request, Change change) {
    partitionOf(change).append(draft(at, request, change));
  }

  private PendingEvent draft(Instant at, RequestKey request, Change change) {
    return new PendingEvent(codec.body(at, request, change), nanoTime.getAsLong());
  }

  private Partition partitionOf(Change change) {
    return partitions.get(change.stream().partition(partitions.size()));
  }

  /// Refuses when the rows of a stream can't be shown: they may be older than an answer that
  /// was given already.
  ///
  /// @throws UnavailableException the stream's partition is catching up with its log, or stopped
  public void requireServed(plaza.core.event.StreamKey stream) {
    partitions.get(stream.partition(partitions.size())).requireServed();
  }

  /// As [#requireServed(plaza.core.event.Stream)], for rows of any stream.
  public void requireAllServed() {
    partitions.forEach(Partition::requireServed);
  }

  /// How many partitions there are; fixed for the life of the log.
  public int partitions() {
    return partitions.size();
  }

  /// How each partition is, in their order.
  public List<PartitionState> states() {
    return partitions.stream().map(Partition::state).toList();
  }

  /// The state of a partition, for monitoring.
  ///
  /// @param queued changes that wait for the log
  /// @param logEnd the offset behind the newest event
  /// @param applied the next offset to apply
  /// @param trouble what log or store last said
  public record Gauge(int partition, int queued, long logEnd, long applied, Trouble trouble) {}

  public List<Gauge> gauges() {
    return IntStream.range(0, partitions.size()).mapToObj(this::gauge).toList();
  }

  public Gauge gauge(int partition) {
    var its = partitions.get(partition);
    return new Gauge(partition, its.queued(), its.logEnd(), its.applied(), its.trouble());
  }

  /// The last failure of a thread that looks after requests; empty if there is none. The
  /// partitions' own threads are in their [#gauges].
  public String trouble() {
    return lookingAfter.stream()
        .map(Worker::trouble)
        .filter(trouble -> !trouble.isEmpty())
        .findFirst()
        .orElse("");
  }

  /// Accepts no more changes, and finishes the accepted ones.
  @Override
  public void close() {
    partitions.forEach(Partition::beginClosing);
    try {
      var finished = System.nanoTime() + FINISHING_MAX.toNanos();
      for (var partition : partitions) {
        partition.awaitFinished(finished);
      }
      var ended = System.nanoTime() + ENDING_MAX.toNanos();
      for (var partition : partitions) {
        partition.end(ended);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      closed = true;
    }
  }
}
