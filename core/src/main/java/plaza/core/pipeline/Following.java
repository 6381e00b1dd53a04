package plaza.core.pipeline;

import java.time.Duration;
import plaza.core.port.Log;
import plaza.core.port.LogException;
import plaza.core.port.Store;
import plaza.core.port.StoreException;

/// Follows a partition that another node applies: its rows may be shown once the store is where
/// the log ended when this node first looked, and never behind where it was seen already.
final class Following {
  /// How often it looks at the store.
  private static final Duration EVERY = Duration.ofMillis(500);

  private static final Duration HURRIED = Duration.ofMillis(50);

  private final int number;
  private final Log log;
  private final Store store;
  private final Runnable caughtUp;
  private volatile PartitionState state = new PartitionState.CatchingUp();
  private volatile long seen;
  private volatile String trouble = "";
  private long readyAt = -1;

  /// @param caughtUp told when the rows may be shown
  Following(int number, Log log, Store store, Runnable caughtUp) {
    this.number = number;
    this.log = log;
    this.store = store;
    this.caughtUp = caughtUp;
  }

  PartitionState state() {
    return state;
  }

  /// The next offset that somebody will apply.
  long applied() {
    return seen;
  }

  String trouble() {
    return trouble;
  }

  /// Looks at the store, and says when to look again.
  Duration take() {
    try {
      look();
      trouble = "";
    } catch (LogException | StoreException e) {
      trouble = String.valueOf(e.getMessage());
    }
    return state instanceof PartitionState.Serving ? EVERY : HURRIED;
  }

  private void look() {
    if (readyAt < 0) {
      readyAt = log.end(number);
    }
    var progress = store.progress(number);
    var ours = progress.log().isEmpty() || progress.log().equals(log.id());
    if (ours && progress.applied() >= Math.max(readyAt, seen)) {
      seen = progress.applied();
      state = new PartitionState.Serving();
      caughtUp.run();
    } else {
      state = new PartitionState.CatchingUp();
    }
  }
}
