package plaza.core.pipeline;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import plaza.core.event.Event;
import plaza.core.event.EventCodec;
import plaza.core.event.RequestKey;
import plaza.core.port.Log;
import plaza.core.port.Store;
import plaza.core.port.Transaction;

/// Applies a batch of the log in one transaction: skips duplicate appends and repeated
/// requests, lets the features apply the rest, and writes rows, keys, outcomes and `applied`
/// atomically.
final class Applier {
  private final Store store;
  private final List<Feature> features;
  private final EventCodec codec;
  private final InstantSource clock;

  Applier(Store store, List<Feature> features, EventCodec codec, InstantSource clock) {
    this.store = store;
    this.features = features;
    this.codec = codec;
    this.clock = clock;
  }

  /// Whether what was applied of the partition fits its log, to its last event.
  LogConsistency fit(int partition, Log log) throws InterruptedException {
    return LogConsistency.ofEvents(partition, log, store, codec);
  }

  /// What a batch came to.
  sealed interface Result {
    /// @param applied the next offset to read
    /// @param unreadable offsets of unreadable events
    record Committed(long applied, Announcement announcement, List<Long> unreadable)
        implements Result {}

    /// Another process has applied the batch, or part of it.
    record Overtaken() implements Result {}

    /// Nothing was applied: the first event is in the way.
    record Blocked(long offset, String why) implements Result {}
  }

  /// An event of the batch; `event` is empty if it is unreadable.
  private record Read(Log.Entry entry, List<Event> event) {}

  /// Applies `entries`, which follow `applied`. Throws [plaza.core.port.StoreException] when the
  /// engine fails; whether the batch was committed is then unknown.
  ///
  /// @param again whether the events may have been applied before, by a store that is no more:
  ///     then one that can't be read has had effects, numbers among them, which those behind it
  ///     would be given again. Only the operator may accept that ([LossRecovery]).
  Result apply(int partition, long applied, List<Log.Entry> entries, boolean again) {
    var batch = new ArrayList<Read>(entries.size());
    for (var entry : entries) {
      switch (codec.decode(entry.bytes())) {
        case EventCodec.Decoded.Whole(var event) -> batch.add(new Read(entry, List.of(event)));
        case EventCodec.Decoded.Corrupt() -> {
          if (again && !isBuried(partition, entry.offset())) {
            return blocked(partition, applied, batch, entry, "it can't be read");
          }
          batch.add(new Read(entry, List.of()));
        }
        case EventCodec.Decoded.Unknown(var what) -> {
          return blocked(partition, applied, batch, entry, what + "; upgrade this program");
        }
      }
    }
    return commit(partition, applied, batch);
  }

  private boolean isBuried(int partition, long offset) {
    return !store.deadLetters(partition, offset, offset + 1).isEmpty();
  }

  /// What is before the event that is in the way is applied first.
  private Result blocked(
      int partition, long applied, List<Read> before, Log.Entry entry, String why) {
    return before.isEmpty()
        ? new Result.Blocked(entry.offset(), why)
        : commit(partition, applied, before);
  }

  private Result commit(int partition, long applied, List<Read> batch) {
    var to = batch.getLast().entry().offset() + 1;
    var begun = store.begin(partition, applied, to);
    if (begun.isEmpty()) {
      return new Result.Overtaken();
    }
    try (var transaction = begun.get()) {
      var settling = new Settling(transaction, batch);
      for (var read : batch) {
        settling.settle(read);
      }
      settling.flush();
      transaction.commit(settling.positions.last());
      var unreadable =
          settling.deadLetters.stream().map(Transaction.DeadLetter::offset).toList();
      return new Result.Committed(to, settling.announcement(), unreadable);
    }
  }

  /// One batch in its transaction.
  private final class Settling {
    private final Transaction transaction;
    private final Positions positions;
    private final Map<Feature, Feature.Work> works = new LinkedHashMap<>();
    private final UnitOfWork<RequestKey.Id, Store.StoredRequest> requests;
    private final Map<Long, Long> sequences;
    private final List<OutcomeCodec.Settled> settled = new ArrayList<>();
    private final List<Announcement.Applied> announced = new ArrayList<>();
    private final List<Transaction.DeadLetter> deadLetters = new ArrayList<>();

    Settling(Transaction transaction, List<Read> batch) {
      this.transaction = transaction;
      this.positions = new Positions(transaction.position());
      var events = batch.stream().flatMap(read -> read.event().stream()).toList();
      this.requests = new UnitOfWork<>(keysOf(events));
      this.sequences = new HashMap<>(transaction.sequences(bootsOf(events)));
      for (var feature : features) {
        var own = events.stream()
            .filter(event -> feature.format().family().isInstance(event.change()))
            .toList();
        if (!own.isEmpty()) {
          works.put(feature, feature.begin(transaction, own));
        }
      }
    }

    private Map<RequestKey.Id, Store.StoredRequest> keysOf(List<Event> events) {
      var ids = new HashSet<RequestKey.Id>();
      for (var event : events) {
        if (event.request() instanceof RequestKey.Keyed(var id, var _)) {
          ids.add(id);
        }
      }
      return ids.isEmpty() ? Map.of() : transaction.requests(ids);
    }

    private static Set<Long> bootsOf(List<Event> events) {
      var boots = new HashSet<Long>();
      for (var event : events) {
        boots.add(event.boot());
      }
      return boots;
    }

    void settle(Read read) {
      if (read.event().isEmpty()) {
        deadLetters.add(
            new Transaction.DeadLetter(read.entry().offset(), read.entry().bytes()));
        settled.add(new OutcomeCodec.Settled(read.entry().offset(), new Outcome.Unreadable()));
        return;
      }
      var event = read.event().getFirst();
      var outcome = outcomeOf(event);
      settled.add(new OutcomeCodec.Settled(read.entry().offset(), outcome));
      announced.add(new Announcement.Applied(event, outcome));
    }

    private Outcome outcomeOf(Event event) {
      // A producer's own retry may store an event twice. The second one must not even count as a
      // repeat: it may have no key.
      if (sequences.getOrDefault(event.boot(), 0L) >= event.sequence()) {
        return new Outcome.Echo();
      }
      sequences.put(event.boot(), event.sequence());
      return switch (event.request()) {
        case RequestKey.Unkeyed _ -> workOf(event).apply(event, positions);
        case RequestKey.Keyed keyed ->
          requests
              .find(keyed.id())
              .map(earlier -> repeat(keyed, earlier))
              .orElseGet(() -> first(event, keyed));
      };
    }

    private static Outcome repeat(RequestKey.Keyed keyed, Store.StoredRequest earlier) {
      return earlier.digest().equals(keyed.digest())
          ? new Outcome.Repeat(earlier.number(), earlier.count())
          : new Outcome.KeyReused();
    }

    /// A refused request takes no key.
    private Outcome first(Event event, RequestKey.Keyed keyed) {
      var outcome = workOf(event).apply(event, positions);
      if (outcome instanceof Outcome.Done(var number, var count, var _)) {
        requests.insert(
            keyed.id(), new Store.StoredRequest(keyed.id(), keyed.digest(), number, count));
      }
      return outcome;
    }

    private Feature.Work workOf(Event event) {
      for (var work : works.entrySet()) {
        if (work.getKey().format().family().isInstance(event.change())) {
          return work.getValue();
        }
      }
      throw new IllegalStateException(
          "no feature applies " + event.change().getClass().getSimpleName());
    }

    void flush() {
      works.values().forEach(Feature.Work::flush);
      transaction.insertRequests(requests.inserted());
      transaction.moveSequences(sequences);
      transaction.insertDeadLetters(deadLetters);
      var first = settled.getFirst().offset();
      var last = settled.getLast().offset();
      var bytes = OutcomeCodec.BATCH.write(settled);
      transaction.insertOutcomes(new Transaction.BatchOutcomes(first, last, bytes, now()));
    }

    /// For pruning the outcomes only: nothing that is applied depends on it.
    private Instant now() {
      return clock.instant();
    }

    Announcement announcement() {
      var effects =
          works.values().stream().flatMap(work -> work.effects().stream()).toList();
      return new Announcement(transaction.partition(), announced, effects, positions.last());
    }
  }

  /// The outcome of an event that was applied some time ago; empty when it was not yet, or is
  /// forgotten.
  Optional<Outcome> outcome(int partition, long offset) {
    return store.outcomes(partition, offset).flatMap(batch -> OutcomeCodec.find(batch, offset));
  }
}
