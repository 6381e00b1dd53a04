package plaza.core.pipeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import plaza.core.event.EventCodec;
import plaza.core.port.Log;
import plaza.core.port.LogException;
import plaza.core.port.Store;
import plaza.core.port.Transaction;

/// Recovery when log and store are inconsistent because a part of one is permanently lost: the
/// stopped partitions serve again, with the store's rows and the events of the log that can
/// still be applied. Used only on the operator's request. Not for use beside a running
/// [Pipeline].
public final class LossRecovery {
  /// No offset.
  private static final long NONE = -1;

  private final Log log;
  private final Store store;
  private final EventCodec codec;

  private LossRecovery(Log log, Store store, EventCodec codec) {
    this.log = log;
    this.store = store;
    this.codec = codec;
  }

  /// What a partition has lost, and how it goes on.
  ///
  /// @param applied the next offset to apply of this log
  /// @param passed the highest sequence of each boot of what is before it and was not applied
  /// @param letters events that are still to be applied and can't be read
  /// @param words a sentence for each loss
  private record Found(
      int partition,
      long applied,
      Map<Long, Long> passed,
      List<Transaction.DeadLetter> letters,
      List<String> words) {}

  /// Gives up what is missing. May be repeated when it failed, or a crash came in between. Changes
  /// nothing when the log has an event that this program does not know: it could not tell whether
  /// that event was applied.
  ///
  /// @param mending of rows that followed from another partition's events, which may be lost; it
  ///     may be repeated
  /// @return a sentence for each partition that had lost something
  /// @throws LogException an event was written by a newer program
  public static List<String> accept(Log log, Store store, EventCodec codec, Runnable mending)
      throws InterruptedException {
    return new LossRecovery(log, store, codec).accept(mending);
  }

  private List<String> accept(Runnable mending) throws InterruptedException {
    var found = new ArrayList<Found>();
    for (int partition = 0; partition < log.partitions(); partition++) {
      found.add(look(partition));
    }
    found.removeIf(it -> it.words().isEmpty());
    if (!found.isEmpty()) {
      // Before anything else: what comes then may be there when the rest is tried again.
      store.startEpoch();
      mending.run();
      found.forEach(this::giveUp);
    }
    return found.stream().flatMap(it -> it.words().stream()).toList();
  }

  private void giveUp(Found found) {
    var partition = found.partition();
    var progress = store.progress(partition);
    if (progress.applied() != found.applied() || !progress.log().equals(log.id())) {
      store.resumeAt(partition, log.id(), found.applied(), found.passed());
    }
    store.saveDeadLetters(partition, found.letters());
    // It must not come back when the power goes.
    store.checkpoint(partition);
  }

  private Found look(int partition) throws InterruptedException {
    if (store.progress(partition).log().isEmpty()) {
      store.bindToLog(partition, LogConsistency.logOf(partition, log, store));
    }
    var name = "partition " + partition + ": ";
    var words = new ArrayList<String>();
    var passed = new HashMap<Long, Long>();
    var applied = switch (LogConsistency.ofEvents(partition, log, store, codec)) {
      case LogConsistency.Consistent(var progress, var _) -> progress.applied();
      case LogConsistency.Inconsistent misfit -> {
        var from = from(partition, misfit, passed);
        words.add(name + words(misfit, from));
        yield from;
      }
    };
    var letters = unreadable(partition, applied);
    if (!letters.isEmpty()) {
      words.add(name + letters.size() + " unreadable events will be skipped");
    }
    return new Found(partition, applied, passed, letters, words);
  }

  /// Where a partition goes on, and what it passes over.
  private long from(int partition, LogConsistency.Inconsistent misfit, Map<Long, Long> passed)
      throws InterruptedException {
    return switch (misfit.gone()) {
      case LOG -> passOver(partition, misfit.start(), passed);
      case TAIL -> firstNotApplied(partition, misfit.start());
      case HEAD -> misfit.start();
    };
  }

  private static String words(LogConsistency.Inconsistent misfit, long from) {
    var applied = misfit.progress().applied();
    return switch (misfit.gone()) {
      case LOG ->
        "continues with another log, whose " + (from - misfit.start()) + " events are skipped";
      case TAIL ->
        "the log's last " + (applied - from) + " events are gone; the store has applied them";
      case HEAD -> (misfit.start() - applied) + " events are in neither log nor store, and lost";
    };
  }

  /// The end of another log, all of which counts as applied: what of it is in the store, nobody can
  /// say, and the store is believed.
  private long passOver(int partition, long start, Map<Long, Long> passed)
      throws InterruptedException {
    var end = walk(partition, start, (_, decoded) -> {
      if (decoded instanceof EventCodec.Decoded.Whole(var event)) {
        passed.merge(event.boot(), event.sequence(), Math::max);
      }
      return true;
    });
    passed.entrySet().removeIf(boot -> store.sequence(partition, boot.getKey()) >= boot.getValue());
    return end;
  }

  /// The offset of the first event that the store has not had, or the log's end: a log that lost
  /// its tail may have gone on before anybody looked. Damaged events behind the last one that the
  /// store has had are still to be applied, and counted.
  private long firstNotApplied(int partition, long start) throws InterruptedException {
    var applied = new HashMap<Long, Long>();
    var damaged = new AtomicLong(NONE);
    var end = walk(partition, start, (entry, decoded) -> {
      if (!(decoded instanceof EventCodec.Decoded.Whole(var event))) {
        damaged.compareAndSet(NONE, entry.offset());
        return true;
      }
      var highest = applied.computeIfAbsent(event.boot(), it -> store.sequence(partition, it));
      if (highest < event.sequence()) {
        return false;
      }
      damaged.set(NONE);
      return true;
    });
    return damaged.get() == NONE ? end : damaged.get();
  }

  private List<Transaction.DeadLetter> unreadable(int partition, long from)
      throws InterruptedException {
    var letters = new ArrayList<Transaction.DeadLetter>();
    walk(partition, from, (entry, decoded) -> {
      if (decoded instanceof EventCodec.Decoded.Corrupt) {
        letters.add(new Transaction.DeadLetter(entry.offset(), entry.bytes()));
      }
      return true;
    });
    return letters;
  }

  @FunctionalInterface
  private interface Walker {
    /// Sees an event, and says whether to go on.
    boolean sees(Log.Entry entry, EventCodec.Decoded decoded);
  }

  /// Walks the log up to its end, and says where it got to.
  private long walk(int partition, long from, Walker walker) throws InterruptedException {
    var end = log.end(partition);
    for (var at = from; at < end; ) {
      var entries = log.read(partition, at, Duration.ZERO);
      if (entries.isEmpty()) {
        break;
      }
      for (var entry : entries) {
        if (!walker.sees(entry, known(partition, entry))) {
          return entry.offset();
        }
      }
      at = entries.getLast().offset() + 1;
    }
    return end;
  }

  private EventCodec.Decoded known(int partition, Log.Entry entry) {
    var decoded = codec.decode(entry.bytes());
    if (decoded instanceof EventCodec.Decoded.Unknown(var what)) {
      throw new LogException("event " + entry.offset() + " of partition " + partition
          + " of the log is " + what + ": run the Plaza that wrote it; nothing was given up");
    }
    return decoded;
  }
}
