package plaza.core.pipeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import plaza.core.event.EventCodec;
import plaza.core.port.Log;

/// Appends one partition's changes to the log in groups: changes that arrive while a group is
/// being written form the next group. One group is in flight at a time, so boot and sequence
/// rise with the offsets.
final class Appender implements RepeatedTask {
  /// Changes that may wait for the next group. Full: callers wait up to [#PATIENCE] and are then
  /// refused.
  private static final int WAITING_MAX = 10_000;

  /// How long a caller waits for a place among them.
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /// A group is closed once it has this many bytes.
  private static final int GROUP_BYTES = 256 << 10;

  /// An append that takes longer is trouble.
  private static final Duration SLOW = Duration.ofSeconds(2);

  private final int partition;
  private final Log log;
  private final long boot;
  private final PipelineObserver meter;
  private final BlockingQueue<PendingEvent> queue = new ArrayBlockingQueue<>(WAITING_MAX);

  /// Who waits for an outcome, by sequence: entered before the append, so that no applier can be
  /// faster.
  private final ConcurrentHashMap<Long, PendingEvent> waiting = new ConcurrentHashMap<>();

  private long sequence;

  /// When the group that is on its way to the log set out; 0 when none is.
  private volatile long setOut;

  private volatile boolean closing;
  private volatile boolean over;
  private volatile boolean ended;
  private volatile long end;
  private volatile String trouble = "";

  Appender(int partition, Log log, long boot, PipelineObserver meter) {
    this.partition = partition;
    this.log = log;
    this.boot = boot;
    this.meter = meter;
    this.end = log.end(partition);
  }

  void submit(PendingEvent draft) {
    try {
      if (closing || !queue.offer(draft, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new UnavailableException(
            closing ? "the server is closing" : "too many changes wait for the log");
      }
      if (ended) {
        giveUp();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnavailableException("interrupted while waiting for the log");
    }
  }

  @Override
  public String name() {
    return "append-" + partition;
  }

  /// Appends a group of what is queued. After [#close], what is queued is the last.
  @Override
  public Duration take(Duration patience) {
    var last = closing;
    try {
      var first = queue.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
      if (first != null) {
        append(first);
      } else {
        over = last;
      }
    } catch (InterruptedException e) {
      closing = true;
    }
    return Duration.ZERO;
  }

  @Override
  public boolean over() {
    return over;
  }

  private List<PendingEvent> group(PendingEvent first) {
    var group = new ArrayList<PendingEvent>();
    long bytes = 0;
    for (var next = first; next != null; next = more(group.size(), bytes)) {
      group.add(next);
      bytes += next.body.length;
    }
    return group;
  }

  private @org.jspecify.annotations.Nullable PendingEvent more(int count, long bytes) {
    return count == Log.GROUP_MAX || bytes >= GROUP_BYTES ? null : queue.poll();
  }

  /// Every change of the group is answered, whatever fails.
  private void append(PendingEvent first) {
    var group = group(first);
    try {
      append(group);
    } catch (RuntimeException | Error e) {
      group.forEach(draft -> draft.fail(new OutcomeUnknownException("the log failed: " + e)));
      throw e;
    } finally {
      setOut = 0;
    }
  }

  private void append(List<PendingEvent> group) {
    var first = sequence + 1;
    var events = new ArrayList<byte[]>(group.size());
    for (var draft : group) {
      sequence++;
      waiting.put(sequence, draft);
      events.add(EventCodec.frame(boot, sequence, draft.body));
    }
    var began = System.nanoTime();
    setOut = began;
    switch (stored(events)) {
      case Log.Appended.Stored(var offsets) -> {
        trouble = "";
        meter.took(
            PipelineObserver.Stage.APPEND,
            group.size(),
            Duration.ofNanos(System.nanoTime() - began));
        end = offsets[offsets.length - 1] + 1;
        for (int i = 0; i < group.size(); i++) {
          group.get(i).stored.complete(offsets[i]);
        }
      }
      case Log.Appended.Full(var detail) -> {
        trouble = detail;
        fail(first, group, new LogFullException(detail));
      }
      case Log.Appended.Unknown(var detail) -> {
        trouble = detail;
        fail(first, group, new OutcomeUnknownException(detail));
      }
    }
  }

  /// An adapter that throws has a bug; its callers get an error, and the thread that serves
  /// them must continue.
  private Log.Appended stored(List<byte[]> events) {
    try {
      return log.append(partition, events);
    } catch (RuntimeException | Error e) {
      Worker.report(e);
      return new Log.Appended.Unknown("the log failed: " + e);
    }
  }

  private void fail(long firstSequence, List<PendingEvent> group, RuntimeException cause) {
    for (int i = 0; i < group.size(); i++) {
      waiting.remove(firstSequence + i);
      group.get(i).fail(cause);
    }
  }

  /// Those that wait for the log, and those that wait for their outcome.
  List<PendingEvent> waiting() {
    var all = new ArrayList<>(queue);
    all.addAll(waiting.values());
    return all;
  }

  /// Forgets those who were answered without their announcement, or waited too long for it.
  void forgetAnswered() {
    waiting.values().removeIf(PendingEvent::isAnswered);
  }

  /// Tells the one who waits, if it is one of this process.
  void settle(long boot, long sequence, Outcome outcome) {
    if (boot == this.boot) {
      var draft = waiting.remove(sequence);
      if (draft != null) {
        draft.applied.complete(outcome);
      }
    }
  }

  /// Appending and applying have ended: waiting and late changes fail.
  void giveUp() {
    ended = true;
    failAll(new OutcomeUnknownException("the server closed"));
  }

  void failAll(RuntimeException cause) {
    for (var draft = queue.poll(); draft != null; draft = queue.poll()) {
      draft.fail(cause);
    }
    for (var sequence : waiting.keySet()) {
      var draft = waiting.remove(sequence);
      if (draft != null) {
        draft.fail(cause);
      }
    }
  }

  /// The offset behind everything that this process knows to be in the log.
  long end() {
    return end;
  }

  /// What the log said of the last group; empty when it took it, and takes the next one in time.
  String trouble() {
    var since = setOut;
    var waiting = since == 0 ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - since);
    return trouble.isEmpty() && waiting.compareTo(SLOW) > 0
        ? "the log has not accepted a group of changes for " + waiting.toSeconds() + " s"
        : trouble;
  }

  int queued() {
    return queue.size();
  }

  void close() {
    closing = true;
  }
}
