package plaza.core.pipeline;

import java.time.Duration;
import plaza.core.port.Log;
import plaza.core.port.LogException;
import plaza.core.port.Store;
import plaza.core.port.StoreException;

/// Follows a partition that another node applies: its rows may be shown once the store is where
/// the log ended when this node first looked, and never behind where it was seen already.
final class PartitionFollower {
  /// How often it looks at the store.
  private static final Duration EVERY = Duration.ofMillis(500);

  private static final Duration HURRIED = Duration.ofMillis(50);

  /// A partition that was looked at so often, about three seconds long, and did not move though
  /// its log goes on, stands still.
  private static final int LOOKS_STILL = 60;

  private final int number;
  private final Log log;
  private final Store store;
  private final Runnable caughtUp;
  private volatile PartitionState state = new PartitionState.CatchingUp();
  private volatile long seen;
  private volatile Trouble trouble = Trouble.NONE;

  /// Where the log ended when this node first looked; -1 before.
  private long readyAt = -1;

  /// Where the log ended when this node last looked.
  private long end;

  /// Where the store was when this node last looked, and how often it was there in a row.
  private long last = -1;

  private int looks;

  /// @param caughtUp told when the rows may be shown, or when nobody gets them there
  PartitionFollower(int number, Log log, Store store, Runnable caughtUp) {
    this.number = number;
    this.log = log;
    this.store = store;
    this.caughtUp = caughtUp;
  }

  PartitionState state() {
    return state;
  }

  /// The next offset to be applied, by any node.
  long applied() {
    return seen;
  }

  Trouble trouble() {
    return trouble;
  }

  /// This node has applied the partition up to here.
  void saw(long applied) {
    seen = Math.max(seen, applied);
  }

  /// The store may be another one: where the log ends now it has to be first.
  void doubt() {
    state = new PartitionState.CatchingUp();
    readyAt = -1;
    looks = 0;
  }

  /// As [#take], of a partition that another node applies. One that has stopped there, or that
  /// nobody has, must not keep this node from serving the others.
  Duration follow() {
    var pause = take();
    if (standsStill()) {
      caughtUp.run();
    }
    return pause;
  }

  /// Whether no node advances the partition.
  boolean standsStill() {
    return looks > LOOKS_STILL;
  }

  /// Looks at the store, and says when to look again.
  Duration take() {
    try {
      look();
      trouble = standsStill()
          ? new Trouble(
              "it is stuck at " + last + " of " + readyAt
                  + ": see the node that owns it, if there is one",
              Trouble.Source.LOG)
          : Trouble.NONE;
    } catch (LogException | StoreException e) {
      trouble = Trouble.of(e);
    }
    return state instanceof PartitionState.Serving ? EVERY : HURRIED;
  }

  private void look() {
    var applied = store.progress(number).applied();
    looks = applied == last && state instanceof PartitionState.CatchingUp ? looks + 1 : 0;
    last = applied;
    if (applied < Math.max(readyAt, seen)) {
      state = new PartitionState.CatchingUp();
    } else if (readyAt < 0 || applied > end) {
      fit();
    } else {
      show(applied);
    }
  }

  /// The store is further than the log was: the log may have grown, or does not fit any more.
  private void fit() {
    switch (LogConsistency.of(number, log, store)) {
      case LogConsistency.Consistent(var progress, var logEnd) -> {
        end = logEnd;
        readyAt = readyAt < 0 ? logEnd : readyAt;
        if (progress.applied() >= Math.max(readyAt, seen)) {
          show(progress.applied());
        }
      }
      case LogConsistency.Inconsistent misfit -> state = new PartitionState.Stopped(misfit.why());
    }
  }

  private void show(long applied) {
    seen = Math.max(seen, applied);
    state = new PartitionState.Serving();
    caughtUp.run();
  }
}
