package plaza.core.pipeline;

import java.time.Duration;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import plaza.core.port.Log;
import plaza.core.port.LogException;
import plaza.core.port.Store;
import plaza.core.port.StoreException;

/// One partition of the pipeline: its appender, its applier, and the two threads that drive them.
final class Partition {
  /// How long a read of the log waits for an event before it looks whether it shall stop.
  private static final Duration POLL = Duration.ofMillis(100);

  /// The first pause after trouble with an engine; it doubles up to [#BACK_OFF_MAX].
  private static final Duration BACK_OFF = Duration.ofMillis(10);

  private static final Duration BACK_OFF_MAX = Duration.ofSeconds(1);

  /// How long a request waits before somebody looks for a lost announcement.
  static final Duration LOOK_AFTER = Duration.ofMillis(250);

  /// How long a request waits for its outcome.
  private static final Duration OUTCOME_MAX = Duration.ofSeconds(5);

  /// How long the last changes may take when the server closes.
  private static final Duration CLOSING_MAX = Duration.ofSeconds(4);

  private final int number;
  private final Log log;
  private final Store store;
  private final Applier applier;
  private final Appender appender;
  private final List<Receiver> receivers;
  private final Meter meter;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final CountDownLatch caughtUp = new CountDownLatch(1);
  private final Thread appending;
  private final Thread applying;
  private volatile long applied;
  private volatile PartitionState state = new PartitionState.CatchingUp();

  Partition(
      int number,
      Log log,
      Store store,
      Applier applier,
      Appender appender,
      List<Receiver> receivers,
      Meter meter) {
    this.number = number;
    this.log = log;
    this.store = store;
    this.applier = applier;
    this.appender = appender;
    this.receivers = receivers;
    this.meter = meter;
    this.appending = Thread.ofPlatform().name("append-" + number).daemon().unstarted(appender::run);
    this.applying = Thread.ofPlatform().name("apply-" + number).daemon().unstarted(this::applyAll);
  }

  void start() {
    appending.start();
    applying.start();
  }

  PartitionState state() {
    return state;
  }

  void requireServed() {
    switch (state) {
      case PartitionState.Serving() -> {}
      case PartitionState.CatchingUp() ->
        throw new UnavailableException("partition " + number + " catches up with its log");
      case PartitionState.Stopped(var why) -> throw new UnavailableException(why);
    }
  }

  long applied() {
    return applied;
  }

  long logEnd() {
    return Math.max(appender.end(), applied);
  }

  int queued() {
    return appender.queued();
  }

  boolean awaitCaughtUp(Duration atMost) throws InterruptedException {
    return caughtUp.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// Appends the change and returns once the log holds it.
  long append(Draft draft) {
    submit(draft);
    return await(draft.stored);
  }

  /// Appends the change and returns what became of it.
  Outcome change(Draft draft) {
    submit(draft);
    return await(draft.applied);
  }

  private void submit(Draft draft) {
    if (state instanceof PartitionState.Stopped(var why)) {
      throw new UnavailableException(why);
    }
    appender.submit(draft);
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  /// [#lookAfterWaiting] sees to it that this ends.
  private static <T> T await(CompletableFuture<T> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OutcomeUnknownException("interrupted while waiting for the outcome");
    } catch (ExecutionException e) {
      throw again(Objects.requireNonNull(e.getCause()));
    }
  }

  /// Looks after the requests that have waited for some time: the announcement may be lost, then
  /// the store has the outcome; and nobody waits longer than [#OUTCOME_MAX]. To be called now and
  /// then: one who looks after all is cheaper than a timer for each.
  void lookAfterWaiting() {
    for (var draft : appender.waiting()) {
      if (draft.waited().compareTo(LOOK_AFTER) >= 0) {
        outcomeOf(draft).ifPresent(draft.applied::complete);
      }
      if (draft.waited().compareTo(OUTCOME_MAX) >= 0) {
        draft.fail(new OutcomeUnknownException("no outcome in time"));
      }
    }
  }

  private Optional<Outcome> outcomeOf(Draft draft) {
    try {
      return draft.stored.isDone() && !draft.stored.isCompletedExceptionally()
          ? applier.outcome(number, draft.stored.join())
          : Optional.empty();
    } catch (StoreException e) {
      // The applier sees the same trouble, and says so.
      return Optional.empty();
    }
  }

  /// A fresh exception for this caller: the one that was recorded belongs to the whole group.
  private static RuntimeException again(Throwable cause) {
    return switch (cause) {
      case LogFullException full -> new LogFullException(String.valueOf(full.getMessage()));
      case UnavailableException unavailable ->
        new UnavailableException(String.valueOf(unavailable.getMessage()));
      default -> new OutcomeUnknownException(String.valueOf(cause.getMessage()));
    };
  }

  private void applyAll() {
    try {
      takeUp();
      while (!(state instanceof PartitionState.Stopped) && !done()) {
        var entries = read();
        if (!entries.isEmpty()) {
          apply(entries);
        }
        if (applied >= readyAt) {
          state = state instanceof PartitionState.CatchingUp ? new PartitionState.Serving() : state;
          caughtUp.countDown();
        }
      }
    } catch (InterruptedException e) {
      stop("the applier was interrupted");
    } catch (RuntimeException e) {
      stop("the applier of partition " + number + " failed: " + e);
    }
  }

  private List<Log.Entry> read() throws InterruptedException {
    for (var pause = BACK_OFF; ; pause = longer(pause)) {
      try {
        return log.read(number, applied, POLL);
      } catch (LogException e) {
        pause(pause, e);
      }
    }
  }

  /// The end of the log when the partition was taken up: it is served from there on.
  private long readyAt;

  private void takeUp() throws InterruptedException {
    var progress = progress();
    if (progress.log().isEmpty()) {
      store.adopt(number, log.id());
    } else if (!progress.log().equals(log.id())) {
      stop("partition " + number + " was applied from another log (" + progress.log()
          + "), this one is " + log.id());
      return;
    }
    applied = progress.applied();
    readyAt = log.end(number);
    if (applied > readyAt) {
      stop("the log of partition " + number + " ends at " + readyAt + ", but " + applied
          + " was applied: the log lost its tail");
    } else if (applied < log.start(number)) {
      stop("the log of partition " + number + " starts at " + log.start(number)
          + ", but the store has only " + applied);
    }
  }

  /// Trouble with the engine is retried for ever, with back-off.
  private Store.Progress progress() throws InterruptedException {
    for (var pause = BACK_OFF; ; pause = longer(pause)) {
      try {
        return store.progress(number);
      } catch (StoreException e) {
        pause(pause, e);
      }
    }
  }

  /// Applies a batch, once: after an error the store says whether it was.
  private void apply(List<Log.Entry> entries) throws InterruptedException {
    var from = applied;
    var to = entries.getLast().offset() + 1;
    for (var pause = BACK_OFF; ; pause = longer(pause)) {
      try {
        var began = System.nanoTime();
        switch (applier.apply(number, from, entries, from < readyAt)) {
          case Applier.Result.Committed(var next, var announcement, var unreadable) -> {
            unreadable.forEach(offset -> meter.unreadable(number, offset));
            took(Meter.Stage.APPLY, announcement, began);
            announce(next, announcement);
          }
          case Applier.Result.Overtaken() -> reread(from, to);
          case Applier.Result.Blocked(var offset, var why) ->
            stop("partition " + number + " stops at event " + offset + " of its log: " + why);
        }
        return;
      } catch (StoreException e) {
        pause(pause, e);
        if (progress().applied() != from) {
          reread(from, to);
          return;
        }
      } catch (ConcurrentModificationException e) {
        stop("the rows of partition " + number + " were changed by somebody else: "
            + e.getMessage());
        return;
      }
    }
  }

  /// After a commit of unknown outcome, or a compare-and-set that failed: believe the store.
  private void reread(long from, long to) throws InterruptedException {
    var now = progress().applied();
    if (now < from || now > to) {
      stop("partition " + number + " was applied to " + now + " by somebody else, expected " + from
          + " to " + to);
      return;
    }
    // Committed after all, or by a part: those who wait find their outcomes in the store.
    receivers.forEach(Receiver::missed);
    applied = now;
  }

  private void took(Meter.Stage stage, Announcement announcement, long began) {
    var time = Duration.ofNanos(System.nanoTime() - began);
    meter.took(stage, announcement.applied().size(), time);
  }

  private void announce(long next, Announcement announcement) {
    var began = System.nanoTime();
    applied = next;
    trouble = "";
    for (var receiver : receivers) {
      receiver.announced(announcement);
    }
    for (var settled : announcement.applied()) {
      if (!(settled.outcome() instanceof Outcome.Echo)) {
        appender.settle(settled.event().boot(), settled.event().sequence(), settled.outcome());
      }
    }
    took(Meter.Stage.ANNOUNCE, announcement, began);
  }

  private static Duration longer(Duration pause) {
    return min(pause.multipliedBy(2), BACK_OFF_MAX);
  }

  /// What the engines last said to the applier; empty when all is well.
  private volatile String trouble = "";

  String trouble() {
    return trouble.isEmpty() ? appender.trouble() : trouble;
  }

  private void pause(Duration pause, RuntimeException cause) throws InterruptedException {
    trouble = String.valueOf(cause.getMessage());
    if (closed.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new InterruptedException("closing");
    }
  }

  private void stop(String why) {
    state = new PartitionState.Stopped(why);
    meter.stopped(number, why);
    appender.failAll(new OutcomeUnknownException(why));
    caughtUp.countDown();
  }

  private volatile boolean draining;

  private boolean done() {
    return closed.getCount() == 0
        || (draining && !appending.isAlive() && applied >= appender.end());
  }

  /// Takes nothing more in.
  void beginClosing() {
    if (state instanceof PartitionState.CatchingUp) {
      // What it catches up with is in the log: the next start goes on.
      closed.countDown();
    }
    appender.close();
    draining = true;
  }

  /// Finishes what was taken in, and ends the threads.
  void awaitClosed() throws InterruptedException {
    appending.join(CLOSING_MAX);
    applying.join(CLOSING_MAX);
    closed.countDown();
    applying.join(CLOSING_MAX);
    appender.giveUp();
  }
}
