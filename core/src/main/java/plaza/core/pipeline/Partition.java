package plaza.core.pipeline;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import plaza.core.port.Log;
import plaza.core.port.Store;
import plaza.core.port.StoreException;

/// One partition of the pipeline: callers submit a change and wait for its outcome. Behind it
/// an [Appender] and an [ApplyLoop], each driven by a thread.
final class Partition {
  /// How often the requests that wait are looked at: for those that are overdue, and for those
  /// whose outcome is in the store.
  static final Duration LOOK_EVERY = Duration.ofMillis(250);

  /// The longest that a change waits for its outcome. Then it is answered that the outcome is
  /// unknown.
  static final Duration OUTCOME_MAX = Duration.ofSeconds(5);

  private final int number;
  private final Applier applier;
  private final List<Receiver> receivers;
  private final Appender appender;
  private final ApplyLoop applying;
  private final PartitionRole owning;
  private final Worker appendingWorker;
  private final Worker applyingWorker;

  Partition(
      int number,
      Log log,
      Store store,
      Applier applier,
      Appender appender,
      List<Receiver> receivers,
      PipelineObserver meter) {
    this.number = number;
    this.applier = applier;
    this.receivers = receivers;
    this.appender = appender;
    this.applying = new ApplyLoop(number, log, store, applier, appender, receivers, meter);
    this.appendingWorker = Worker.of(appender);
    this.owning =
        new PartitionRole(applying, new PartitionFollower(number, log, store, applying::caughtUp));
    this.applyingWorker = Worker.of(owning);
  }

  void start() {
    appendingWorker.start();
    applyingWorker.start();
  }

  void own(boolean owned) {
    owning.own(owned);
  }

  /// The store may be another one from now on.
  void doubt() {
    owning.doubt();
  }

  /// Whether the store was found to be another one, and may still be older than what was shown.
  boolean recovers() {
    return owning.recovers();
  }

  boolean owned() {
    return owning.owned();
  }

  /// Another node has settled an event: tells the one who waits, if it is one of this node.
  void settle(Broadcast.Settled settled) {
    if (!(settled.outcome() instanceof Outcome.Echo)) {
      appender.settle(settled.boot(), settled.sequence(), settled.outcome());
    }
  }

  List<RepeatedTask> turns() {
    return List.of(appender, owning);
  }

  PartitionState state() {
    return owning.state();
  }

  void requireServed() {
    switch (state()) {
      case PartitionState.Serving() -> {}
      case PartitionState.CatchingUp() ->
        throw new UnavailableException("partition " + number + " catches up with its log");
      case PartitionState.Stopped(var why) -> throw new UnavailableException(why);
    }
  }

  long applied() {
    return owning.applied();
  }

  long logEnd() {
    return Math.max(appender.end(), applied());
  }

  int queued() {
    return appender.queued();
  }

  /// What the engines last said, or what the threads failed with.
  Trouble trouble() {
    var applying = owning.trouble();
    return Stream.of(
            new Trouble(applyingWorker.trouble(), Trouble.Source.STORE),
            new Trouble(appendingWorker.trouble(), Trouble.Source.LOG),
            applying)
        .filter(trouble -> !trouble.isNone())
        .findFirst()
        .orElseGet(() -> new Trouble(appender.trouble(), Trouble.Source.LOG));
  }

  boolean awaitCaughtUp(Duration atMost) throws InterruptedException {
    return applying.awaitCaughtUp(atMost);
  }

  /// Appends the change and returns once the log holds it.
  long append(PendingEvent draft) {
    submit(draft);
    return await(draft.stored);
  }

  /// Appends the change and returns what became of it.
  Outcome change(PendingEvent draft) {
    submit(draft);
    return await(draft.applied);
  }

  private void submit(PendingEvent draft) {
    if (state() instanceof PartitionState.Stopped(var why)) {
      throw new UnavailableException(why);
    }
    appender.submit(draft);
  }

  /// [#failOverdue] sees to it that this ends.
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

  /// A fresh exception for this caller: the one that was recorded belongs to the whole group.
  private static RuntimeException again(Throwable cause) {
    return switch (cause) {
      case LogFullException full -> new LogFullException(String.valueOf(full.getMessage()));
      case UnavailableException unavailable ->
        new UnavailableException(String.valueOf(unavailable.getMessage()));
      default -> new OutcomeUnknownException(String.valueOf(cause.getMessage()));
    };
  }

  /// Fails the requests that have waited for longer than [#OUTCOME_MAX]. It asks no engine: one
  /// that hangs is what makes them wait. To be called every [#LOOK_EVERY]: one timer for all is
  /// cheaper than one for each.
  void failOverdue(long now) {
    for (var draft : appender.waiting()) {
      if (now - draft.madeAt > OUTCOME_MAX.toNanos()) {
        draft.fail(new OutcomeUnknownException("no outcome in time"));
      }
    }
    appender.forgetAnswered();
  }

  /// Asks the store for the outcomes of requests that have waited for some time: their
  /// announcements may be lost. To be called every [#LOOK_EVERY], on a thread that nothing else
  /// depends on: the store may hang.
  void findOutcomes() {
    var found = new LinkedHashMap<PendingEvent, Outcome>();
    try {
      for (var draft : appender.waiting()) {
        draft.looks++;
        if (draft.looks > 1 && draft.isStored()) {
          applier
              .outcome(number, draft.stored.join())
              .ifPresent(outcome -> found.put(draft, outcome));
        }
      }
    } catch (StoreException e) {
      // The applier sees the same trouble, and says so. The others are asked for at the next turn.
    }
    if (!found.isEmpty()) {
      // Before anybody is answered: what he reads next must not be older.
      receivers.forEach(Receiver::missed);
      found.forEach((draft, outcome) -> draft.applied.complete(outcome));
    }
    appender.forgetAnswered();
  }

  /// Takes nothing more in.
  void beginClosing() {
    appender.close();
    applying.finish();
  }

  /// Finishes what was taken in, until `deadline` of [System#nanoTime] at the latest.
  void awaitFinished(long deadline) throws InterruptedException {
    appendingWorker.join(left(deadline));
    applyingWorker.join(left(deadline));
  }

  /// Ends the threads. One that an engine holds is left behind.
  void end(long deadline) throws InterruptedException {
    applying.end();
    appendingWorker.end();
    applyingWorker.end();
    applyingWorker.join(left(deadline));
    appender.giveUp();
  }

  /// Zero or less means that no request waits.
  private static Duration left(long deadline) {
    return Duration.ofNanos(deadline - System.nanoTime());
  }
}
