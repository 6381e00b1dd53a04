package plaza.core.visit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import plaza.core.event.RequestKey;
import plaza.core.event.StreamKey;
import plaza.core.link.CodeStream;
import plaza.core.link.Codes;
import plaza.core.pipeline.Follower;
import plaza.core.pipeline.LogFullException;
import plaza.core.pipeline.Outcome;
import plaza.core.pipeline.OutcomeUnknownException;
import plaza.core.pipeline.Pipeline;
import plaza.core.pipeline.UnavailableException;

/// Counts visits. A redirect must not wait: visits are gathered in memory, and handed to the log in
/// groups, of which one is on its way at a time in each partition. One whose outcome is not known
/// is handed in again as it is, so that none counts twice; a crash loses what was not handed in
/// yet.
public final class VisitCollector {
  /// How long a visit is in memory only.
  private static final Duration EVERY = Duration.ofMillis(500);

  /// The most memory that visits which wait may take, in bytes, on a heap of any size.
  public static final long WAITING_BYTES_MAX = 256L << 20;

  /// The share of the heap that they may take at most: one part of so many.
  private static final int HEAP_PARTS = 16;

  /// The share of that memory which one group may take: it is copied when it is encoded.
  private static final int GROUP_PARTS = 8;

  /// The most visits of what is no link that are kept of a second: anybody can make any number.
  private static final int ORPHANS_PER_SECOND = 50;

  /// How often a stop tries to hand in what is left.
  private static final int LAST_TRIES = 5;

  private final Pipeline pipeline;
  private final Codes codes;
  private final long source;
  private final long bytesMax;
  private final Queue<PendingVisit> waiting = new ConcurrentLinkedQueue<>();

  /// What the visits weigh that are in memory only, in bytes.
  private final AtomicLong bytes = new AtomicLong();
  private final LongAdder missed = new LongAdder();
  private final RateCap orphans = new RateCap(ORPHANS_PER_SECOND);
  private final List<Sending> sendings;
  private final Follower follower = new Follower("visits", this::step, _ -> false);

  /// @param source a random number that no other process has
  /// @param bytesMax the most memory that visits which wait may take, in bytes: further ones are
  ///     let through and not counted, but for [#missed]
  public VisitCollector(Pipeline pipeline, Codes codes, long source, long bytesMax) {
    this.pipeline = pipeline;
    this.codes = codes;
    this.source = source;
    this.bytesMax = bytesMax;
    this.sendings =
        IntStream.range(0, pipeline.partitions()).mapToObj(Sending::new).toList();
  }

  /// The follower that appends visits to the log.
  public Follower follower() {
    return follower;
  }

  /// How much memory visits that wait may take, in bytes, of a heap of this size.
  public static long bytesMax(long heapBytes) {
    return Math.min(WAITING_BYTES_MAX, heapBytes / HEAP_PARTS);
  }

  /// Records a visit. It is parsed later, on the thread of [#follower].
  public void collect(PendingVisit visit) {
    var weight = visit.bytes();
    var all = bytes.addAndGet(weight);
    if (all > bytesMax) {
      bytes.addAndGet(-weight);
      missed.increment();
    } else {
      waiting.add(visit);
    }
    if (all > bytesMax / 2) {
      follower.wake();
    }
  }

  /// Records a visit of an address without a link.
  public void collectOrphan(Instant at, PendingVisit visit) {
    if (orphans.admits(at)) {
      collect(visit);
    } else {
      missed.increment();
    }
  }

  /// How much memory the visits take that wait, in bytes.
  public long waitingBytes() {
    return bytes.get();
  }

  /// How many visits were not counted, because too many were waiting, or came to where no link is.
  public long missed() {
    return missed.sum();
  }

  /// Counts the visit if it is one of the first `visitsMax`, and says whether it was.
  ///
  /// @throws UnavailableException as [Pipeline#change] throws them
  public boolean tryConsumeVisit(Visit visit, long visitsMax) {
    var change = new VisitChange.VisitWanted(visit.place().stream(codes), visitsMax, visit);
    return switch (pipeline.change(pipeline.now(), RequestKey.UNKEYED, change)) {
      case Outcome.Done _ -> true;
      case Outcome.LimitReached() -> false;
      case Outcome outcome ->
        throw new OutcomeUnknownException("unexpected outcome of counting a visit: " + outcome);
    };
  }

  private Duration step() {
    sort();
    sendings.forEach(Sending::send);
    return EVERY;
  }

  /// Gives each visit that waits to its partition.
  private void sort() {
    for (var next = waiting.poll(); next != null; next = waiting.poll()) {
      bytes.addAndGet(-next.bytes());
      var visit = next.parse();
      bytes.addAndGet(visit.bytes());
      sendings.get(partition(visit.place())).add(visit);
    }
  }

  private int partition(VisitTarget place) {
    return place.stream(codes).partition(sendings.size());
  }

  /// Appends the remaining visits; to be called when no more visits come, and the pipeline
  /// still runs.
  public void close() {
    follower.close();
    for (int tries = 0; tries < LAST_TRIES && bytes.get() > 0; tries++) {
      step();
    }
  }

  /// The visits of one partition's links, on their way to the log.
  private final class Sending {
    private final StreamKey stream;
    private final Deque<Visit> visits = new ArrayDeque<>();
    private List<Visit> group = List.of();
    private long count;

    Sending(int partition) {
      this.stream = CodeStream.ofNumber(partition);
    }

    void add(Visit visit) {
      visits.add(visit);
    }

    /// Hands in all groups, or as many as the log takes just now.
    void send() {
      while (!group.isEmpty() || !visits.isEmpty()) {
        if (group.isEmpty()) {
          begin();
        }
        if (!appendGroup()) {
          return;
        }
        bytes.addAndGet(-group.stream().mapToLong(Visit::bytes).sum());
        group = List.of();
      }
    }

    private void begin() {
      group = new ArrayList<>();
      var length = 0L;
      var groupBytes = 0L;
      while (!visits.isEmpty()
          && groupBytes < bytesMax / GROUP_PARTS
          && group.size() < VisitChange.VisitsGathered.VISITS_MAX
          && length < VisitChange.VisitsGathered.TEXT_MAX) {
        var visit = visits.removeFirst();
        length += visit.sighting().trace().length();
        groupBytes += visit.bytes();
        group.add(visit);
      }
      count++;
    }

    private boolean appendGroup() {
      try {
        var change = new VisitChange.VisitsGathered(stream, source, count, group);
        pipeline.queue(pipeline.now(), RequestKey.UNKEYED, change);
        return true;
      } catch (LogFullException | UnavailableException | OutcomeUnknownException e) {
        // The same group goes again, unchanged.
        return false;
      }
    }
  }
}
