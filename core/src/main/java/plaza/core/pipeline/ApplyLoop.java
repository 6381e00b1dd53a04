package plaza.core.pipeline;

import java.time.Duration;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import plaza.core.port.Log;
import plaza.core.port.LogException;
import plaza.core.port.Store;
import plaza.core.port.StoreException;

/// The apply loop of one partition: starts at the store's progress, reads the log, applies it
/// batch by batch, and completes the waiting requests. Engine failures are retried
/// indefinitely, with back-off.
final class ApplyLoop implements RepeatedTask {
  /// The first pause after trouble with an engine; it doubles up to [#BACK_OFF_MAX].
  private static final Duration BACK_OFF = Duration.ofMillis(10);

  private static final Duration BACK_OFF_MAX = Duration.ofSeconds(1);

  /// A batch whose transaction takes longer is trouble.
  private static final Duration SLOW = Duration.ofSeconds(3);

  private final int number;
  private final Log log;
  private final Store store;
  private final Applier applier;
  private final Appender appender;
  private final List<Receiver> receivers;
  private final PipelineObserver meter;
  private final CountDownLatch caughtUp = new CountDownLatch(1);
  private volatile long applied;
  private volatile PartitionState state = new PartitionState.CatchingUp();
  private volatile Trouble trouble = Trouble.NONE;

  /// When the commit that is under way began; 0 when none is.
  private volatile long committing;

  private volatile boolean finishing;
  private volatile boolean ended;
  private Duration backOff = BACK_OFF;

  private boolean takenUp;

  /// The end of the log when the partition was taken up: it is served from there on.
  private long readyAt;

  /// What was read and is not known to be applied.
  private List<Log.Entry> batch = List.of();

  /// Whether the batch may be applied already: only the store can say.
  private boolean uncertain;

  ApplyLoop(
      int number,
      Log log,
      Store store,
      Applier applier,
      Appender appender,
      List<Receiver> receivers,
      PipelineObserver meter) {
    this.number = number;
    this.log = log;
    this.store = store;
    this.applier = applier;
    this.appender = appender;
    this.receivers = receivers;
    this.meter = meter;
  }

  @Override
  public String name() {
    return "apply-" + number;
  }

  PartitionState state() {
    return state;
  }

  /// The next offset to apply.
  long applied() {
    return applied;
  }

  /// The last trouble of the engines. A store that hangs is detected by its oldest open commit.
  Trouble trouble() {
    var since = committing;
    var waiting = since == 0 ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - since);
    return trouble.isNone() && waiting.compareTo(SLOW) > 0
        ? new Trouble(
            "the store has not committed a batch for " + waiting.toSeconds() + " s",
            Trouble.Source.STORE)
        : trouble;
  }

  boolean awaitCaughtUp(Duration atMost) throws InterruptedException {
    return caughtUp.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// Another node has caught up, and this one shows what it applied.
  void caughtUp() {
    caughtUp.countDown();
  }

  @Override
  public Duration take(Duration patience) {
    try {
      takeTurn(patience);
      if (batch.isEmpty()) {
        // A store that can be read may still take no writes: what waits has to be applied first.
        trouble = Trouble.NONE;
        backOff = BACK_OFF;
      }
      return Duration.ZERO;
    } catch (LogException | StoreException e) {
      return backOff(e);
    } catch (Log.TrimmedException e) {
      // Another process has applied the missing events, or they are lost: opening the partition
      // again shows which.
      giveUp();
      return backOff(e);
    } catch (InterruptedException e) {
      stop("the applier was interrupted");
    } catch (ConcurrentModificationException e) {
      stop("the rows of partition " + number + " were changed by another process: "
          + e.getMessage());
    } catch (RuntimeException e) {
      stop("the applier of partition " + number + " failed: " + e);
    } catch (Error e) {
      // Nothing is known of how far it came: the store says. The worker reports it and goes on.
      giveUp();
      throw e;
    }
    return Duration.ZERO;
  }

  private Duration backOff(RuntimeException cause) {
    trouble = Trouble.of(cause);
    var pause = backOff;
    var longer = backOff.multipliedBy(2);
    backOff = longer.compareTo(BACK_OFF_MAX) < 0 ? longer : BACK_OFF_MAX;
    return pause;
  }

  private void takeTurn(Duration patience) throws InterruptedException {
    if (!takenUp) {
      takeUp();
    } else if (uncertain) {
      readStoreProgress();
    } else {
      if (batch.isEmpty()) {
        batch = log.read(number, applied, patience);
      }
      if (!batch.isEmpty()) {
        apply();
      }
    }
    if (takenUp && applied >= readyAt && state instanceof PartitionState.CatchingUp) {
      state = new PartitionState.Serving();
      caughtUp.countDown();
    }
  }

  private void takeUp() throws InterruptedException {
    switch (applier.fit(number, log)) {
      case LogConsistency.Consistent(var progress, var end) -> {
        if (progress.log().isEmpty()) {
          store.bindToLog(number, log.id());
        }
        applied = progress.applied();
        readyAt = end;
        takenUp = true;
      }
      case LogConsistency.Inconsistent misfit -> stop(misfit.why());
    }
  }

  /// Whatever is known of the partition may be wrong: it begins as at the start.
  void giveUp() {
    takenUp = false;
    batch = List.of();
    uncertain = false;
    state = new PartitionState.CatchingUp();
    receivers.forEach(Receiver::missed);
  }

  /// Applies the batch, once: after an error the store says whether it was.
  private void apply() {
    var began = System.nanoTime();
    uncertain = true;
    switch (committed(began)) {
      case Applier.Result.Committed(var next, var announcement, var unreadable) -> {
        uncertain = false;
        batch = List.of();
        unreadable.forEach(offset -> meter.unreadable(number, offset));
        took(PipelineObserver.Stage.APPLY, announcement, began);
        announce(next, announcement);
      }
      case Applier.Result.Overtaken() -> readStoreProgress();
      case Applier.Result.Blocked(var offset, var why) ->
        stop("partition " + number + " stops at event " + offset + " of its log: " + why);
    }
  }

  private Applier.Result committed(long began) {
    committing = began;
    try {
      return applier.apply(number, applied, batch, applied < readyAt);
    } finally {
      committing = 0;
    }
  }

  /// After a commit of unknown outcome, or a compare-and-set that failed.
  private void readStoreProgress() {
    var now = store.progress(number).applied();
    uncertain = false;
    if (now == applied) {
      return;
    }
    if (now > applied && now <= batch.getLast().offset() + 1) {
      // Committed after all, or by a part: those who wait find their outcomes in the store.
      receivers.forEach(Receiver::missed);
      applied = now;
      batch = List.of();
    } else {
      giveUp();
    }
  }

  private void took(PipelineObserver.Stage stage, Announcement announcement, long began) {
    var time = Duration.ofNanos(System.nanoTime() - began);
    meter.took(stage, announcement.applied().size(), time);
  }

  private void announce(long next, Announcement announcement) {
    var began = System.nanoTime();
    applied = next;
    for (var receiver : receivers) {
      receiver.announced(announcement);
    }
    for (var settled : announcement.applied()) {
      if (!(settled.outcome() instanceof Outcome.Echo)) {
        appender.settle(settled.event().boot(), settled.event().sequence(), settled.outcome());
      }
    }
    took(PipelineObserver.Stage.ANNOUNCE, announcement, began);
  }

  private void stop(String why) {
    state = new PartitionState.Stopped(why);
    meter.stopped(number, why);
    appender.failAll(new OutcomeUnknownException(why));
    caughtUp.countDown();
  }

  /// Applies what the appender has appended, and then no more. What it still catches up with is
  /// in the log: the next start goes on.
  void finish() {
    ended |= state instanceof PartitionState.CatchingUp;
    finishing = true;
  }

  void end() {
    ended = true;
  }

  @Override
  public boolean over() {
    return ended
        || state instanceof PartitionState.Stopped
        || (finishing && appender.over() && applied >= appender.end());
  }
}
