package plaza.core.pipeline;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import plaza.core.port.Log;
import plaza.core.port.Store;
import plaza.core.port.StoreException;

/// One partition of the pipeline, as its callers see it: they hand in a change and wait for what
/// becomes of it. Behind it an [Appender] and an [Applying], each driven by a thread.
final class Partition {
  /// How often somebody looks after the requests that wait.
  static final Duration LOOK_AFTER = Duration.ofMillis(250);

  /// A request that was looked after as often as this has waited for 5 s, and is told that its
  /// outcome is unknown.
  private static final int LOOKS_MAX = 20;

  /// How long the last changes may take when the server closes.
  private static final Duration CLOSING_MAX = Duration.ofSeconds(4);

  private final int number;
  private final Applier applier;
  private final List<Receiver> receivers;
  private final Appender appender;
  private final Applying applying;
  private final Owning owning;
  private final Worker appendingWorker;
  private final Worker applyingWorker;

  Partition(
      int number,
      Log log,
      Store store,
      Applier applier,
      Appender appender,
      List<Receiver> receivers,
      Meter meter) {
    this.number = number;
    this.applier = applier;
    this.receivers = receivers;
    this.appender = appender;
    this.applying = new Applying(number, log, store, applier, appender, receivers, meter);
    this.appendingWorker = Worker.of(appender);
    this.owning = new Owning(applying, new Following(number, log, store, applying::caughtUp));
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

  boolean owned() {
    return owning.owned();
  }

  /// Another node has settled an event: tells the one who waits, if it is one of this node.
  void settle(Publication.Settled settled) {
    if (!(settled.outcome() instanceof Outcome.Echo)) {
      appender.settle(settled.boot(), settled.sequence(), settled.outcome());
    }
  }

  List<Turns> turns() {
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

  /// What the engines last said, or what the threads failed with; empty when all is well.
  String trouble() {
    return Stream.of(
            applyingWorker.trouble(),
            appendingWorker.trouble(),
            owning.trouble(),
            appender.trouble())
        .filter(trouble -> !trouble.isEmpty())
        .findFirst()
        .orElse("");
  }

  boolean awaitCaughtUp(Duration atMost) throws InterruptedException {
    return applying.awaitCaughtUp(atMost);
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
    if (state() instanceof PartitionState.Stopped(var why)) {
      throw new UnavailableException(why);
    }
    appender.submit(draft);
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

  /// A fresh exception for this caller: the one that was recorded belongs to the whole group.
  private static RuntimeException again(Throwable cause) {
    return switch (cause) {
      case LogFullException full -> new LogFullException(String.valueOf(full.getMessage()));
      case UnavailableException unavailable ->
        new UnavailableException(String.valueOf(unavailable.getMessage()));
      default -> new OutcomeUnknownException(String.valueOf(cause.getMessage()));
    };
  }

  /// Looks after the requests that wait: the announcement of one that has waited for some time
  /// may be lost, then the store has the outcome; and nobody waits for ever. To be called every
  /// [#LOOK_AFTER]: one who looks after all is cheaper than a timer for each.
  void lookAfterWaiting() {
    var found = new LinkedHashMap<Draft, Outcome>();
    for (var draft : appender.waiting()) {
      draft.looks++;
      if (draft.looks > 1) {
        outcomeOf(draft).ifPresent(outcome -> found.put(draft, outcome));
      }
      if (draft.looks > LOOKS_MAX && !found.containsKey(draft)) {
        draft.fail(new OutcomeUnknownException("no outcome in time"));
      }
    }
    if (!found.isEmpty()) {
      // Before anybody is answered: what he reads next must not be older.
      receivers.forEach(Receiver::missed);
      found.forEach((draft, outcome) -> draft.applied.complete(outcome));
    }
    appender.forgetAnswered();
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

  /// Takes nothing more in.
  void beginClosing() {
    appender.close();
    applying.finish();
  }

  /// Finishes what was taken in, and ends the threads.
  void awaitClosed() throws InterruptedException {
    appendingWorker.join(CLOSING_MAX);
    applyingWorker.join(CLOSING_MAX);
    applying.end();
    appendingWorker.end();
    applyingWorker.end();
    applyingWorker.join(CLOSING_MAX);
    appender.giveUp();
  }
}
