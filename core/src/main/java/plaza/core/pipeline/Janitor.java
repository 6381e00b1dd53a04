package plaza.core.pipeline;

import java.time.Duration;
import java.time.InstantSource;
import plaza.core.port.Log;
import plaza.core.port.Store;

/// Deletes data that is no longer needed: old outcomes, and events that the store has safely on
/// its disk.
public final class Janitor {
  /// How often it comes.
  private static final Duration EVERY = Duration.ofMinutes(1);

  /// How long an outcome can be asked for: many times what a request waits.
  private static final Duration OUTCOMES_KEPT = Duration.ofMinutes(10);

  private final Log log;
  private final Store store;
  private final InstantSource clock;
  private final long eventsKept;
  private final Follower follower = new Follower("janitor", this::step);

  /// @param eventsKept how many applied events of each partition stay in the log, as the
  ///     operator's retention says
  public Janitor(Log log, Store store, InstantSource clock, long eventsKept) {
    this.log = log;
    this.store = store;
    this.clock = clock;
    this.eventsKept = eventsKept;
  }

  public void start() {
    follower.start();
  }

  /// Its thread.
  public Follower follower() {
    return follower;
  }

  /// Runs `work` while nothing is thrown away.
  public synchronized void holding(Runnable work) {
    work.run();
  }

  private synchronized Duration step() {
    store.pruneOutcomes(clock.instant().minus(OUTCOMES_KEPT));
    for (int partition = 0; partition < log.partitions(); partition++) {
      trim(partition);
    }
    return EVERY;
  }

  /// Only below what a completed, synced checkpoint of the store has: a crash may take the store
  /// back to it, and the log must go on there.
  void trim(int partition) {
    var safe = store.checkpoint(partition);
    var before = safe - eventsKept;
    if (before > log.start(partition)) {
      log.trim(partition, before);
    }
  }

  public void close() {
    follower.close();
  }
}
