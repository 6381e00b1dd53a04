package plaza.simulation.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import plaza.core.port.Log;
import plaza.core.port.LogException;
import plaza.simulation.world.Fault;

/// A log in memory, which all nodes share. What it has told to be stored survives everything but
/// what is done to it on purpose.
public final class SimulatedLog implements Log {
  private static final int LATE_MILLIS_MAX = 3_000;
  private static final int HOLE_MAX = 4;

  private final Hazards hazards;
  private final int readMax;
  private final List<Partition> partitions;
  private String id;
  private long awayUntil;

  /// One partition's events by their offsets.
  private static final class Partition {
    private final TreeMap<Long, byte[]> events = new TreeMap<>();
    private long start;
    private long end;

    long add(byte[] event) {
      events.put(end, event);
      return end++;
    }
  }

  /// @param readMax how many events a read returns at most: with few, batches end anywhere
  public SimulatedLog(int partitions, String id, int readMax, Hazards hazards) {
    this.readMax = readMax;
    this.hazards = hazards;
    this.id = id;
    this.partitions =
        IntStream.range(0, partitions).mapToObj(_ -> new Partition()).toList();
  }

  @Override
  public String id() {
    call("id");
    return id;
  }

  @Override
  public int partitions() {
    return partitions.size();
  }

  /// Throws when the engine is away; else anyone who calls has got there.
  private void call(String what) {
    hazards.pass();
    if (away() || hazards.strikes(Fault.LOG_FAILS)) {
      throw new LogException("the log can't do " + what, new IllegalStateException("simulated"));
    }
  }

  private boolean away() {
    if (hazards.strikes(Fault.LOG_AWAY)) {
      awayUntil = hazards.backAt();
    }
    return hazards.now() < awayUntil;
  }

  @Override
  public Appended append(int partition, List<byte[]> events) {
    hazards.pass();
    if (away() || hazards.strikes(Fault.LOG_FAILS)) {
      return new Appended.Unknown("the log is away");
    }
    if (hazards.strikes(Fault.LOG_FULL)) {
      return new Appended.Full("no room");
    }
    var its = partitions.get(partition);
    if (hazards.strikes(Fault.LOG_STORES_LATE)) {
      storeLate(its, events);
      return new Appended.Unknown("no answer in time");
    }
    if (hazards.strikes(Fault.LOG_STORES_A_PART)) {
      store(its, events.subList(0, hazards.below(events.size() + 1)));
      hazards.pass();
      return new Appended.Unknown("stored in part");
    }
    if (hazards.strikes(Fault.LOG_HOLE)) {
      its.end += 1 + hazards.below(HOLE_MAX);
    }
    var offsets = store(its, events);
    if (hazards.strikes(Fault.LOG_ECHOES)) {
      store(its, events);
    }
    hazards.pass();
    return hazards.strikes(Fault.LOG_ANSWER_LOST)
        ? new Appended.Unknown("the answer is lost")
        : new Appended.Stored(offsets);
  }

  /// What is on its way to a log is lost with it.
  private void storeLate(Partition partition, List<byte[]> events) {
    var its = id;
    hazards.later(LATE_MILLIS_MAX, "late append", () -> {
      if (id.equals(its)) {
        store(partition, events);
      }
    });
  }

  private static long[] store(Partition partition, List<byte[]> events) {
    return events.stream().mapToLong(partition::add).toArray();
  }

  @Override
  public List<Entry> read(int partition, long from, Duration wait) {
    call("a read");
    var its = partitions.get(partition);
    hazards.await(() -> its.end > from && its.events.ceilingKey(from) != null, wait);
    if (from < its.start) {
      throw new TrimmedException(partition, from, its.start);
    }
    var entries = new ArrayList<Entry>();
    var most = 1 + hazards.below(readMax);
    for (var event : its.events.tailMap(from).entrySet()) {
      if (entries.size() == most) {
        break;
      }
      entries.add(new Entry(event.getKey(), event.getValue()));
    }
    hazards.pass();
    return List.copyOf(entries);
  }

  @Override
  public long start(int partition) {
    call("start");
    return partitions.get(partition).start;
  }

  @Override
  public long end(int partition) {
    call("end");
    return partitions.get(partition).end;
  }

  @Override
  public void trim(int partition, long before) {
    call("a trim");
    var its = partitions.get(partition);
    its.start = Math.max(its.start, Math.min(before, its.end));
    its.events.headMap(its.start).clear();
  }

  @Override
  public void close() {}

  // What is done to it while nobody uses it.

  /// The lowest offset that is left, without asking the engine.
  public long first(int partition) {
    return partitions.get(partition).start;
  }

  /// The offset behind everything, without asking the engine.
  public long behindLast(int partition) {
    return partitions.get(partition).end;
  }

  /// Loses everything from `from` on.
  public void loseTail(int partition, long from) {
    var its = partitions.get(partition);
    its.events.tailMap(from).clear();
    its.end = Math.max(from, its.start);
  }

  /// Another log stands in this one's place, in which the same events were stored once more, by
  /// others.
  public void replace(String otherId, UnaryOperator<byte[]> events) {
    id = otherId;
    for (var its : partitions) {
      List.copyOf(its.events.values()).forEach(event -> its.add(events.apply(event)));
    }
  }

  /// A new log stands in this one's place.
  public void lose(String otherId) {
    id = otherId;
    for (var its : partitions) {
      its.events.clear();
      its.start = 0;
      its.end = 0;
    }
  }

  /// The bytes at this offset, or behind it, are no longer what they were; says which.
  public long rot(int partition, long offset) {
    var its = partitions.get(partition);
    var at = its.events.ceilingKey(offset);
    if (at == null) {
      return -1;
    }
    its.events.computeIfPresent(at, (_, event) -> {
      var rotten = event.clone();
      rotten[rotten.length - 1] ^= 1;
      return rotten;
    });
    return at;
  }
}
