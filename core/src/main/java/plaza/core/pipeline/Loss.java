package plaza.core.pipeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import plaza.core.event.EventCodec;
import plaza.core.port.Log;
import plaza.core.port.Store;
import plaza.core.port.Transaction;

/// The way on when log and store do not fit any more, because a part of one is gone and nobody has
/// it: partitions that stopped for it serve again, with what the store has and what of the log can
/// still be applied. Never taken unless somebody asks for it. Not for use beside a running
/// [Pipeline].
public final class Loss {
  private Loss() {}

  /// What a partition has lost, and how it goes on.
  ///
  /// @param applied the next offset to apply of this log
  /// @param letters events that are still to be applied and can't be read
  /// @param words a sentence for each loss
  private record Found(
      int partition, long applied, List<Transaction.DeadLetter> letters, List<String> words) {}

  /// Gives up what is missing. May be repeated when it failed, or a crash came in between.
  ///
  /// @return a sentence for each partition that had lost something
  public static List<String> accept(Log log, Store store, EventCodec codec)
      throws InterruptedException {
    var found = new ArrayList<Found>();
    for (int partition = 0; partition < log.partitions(); partition++) {
      found.add(look(log, partition, store, codec));
    }
    found.removeIf(it -> it.words().isEmpty());
    if (!found.isEmpty()) {
      // Before anything else: what comes then may be there when the rest is tried again.
      store.beginLife();
      found.forEach(it -> giveUp(log, store, it));
    }
    return found.stream().flatMap(it -> it.words().stream()).toList();
  }

  private static void giveUp(Log log, Store store, Found found) {
    if (store.progress(found.partition()).applied() != found.applied()
        || !store.progress(found.partition()).log().equals(log.id())) {
      store.goOn(found.partition(), log.id(), found.applied());
    }
    store.bury(found.partition(), found.letters());
    // It must not come back when the power goes.
    store.checkpoint(found.partition());
  }

  private static Found look(Log log, int partition, Store store, EventCodec codec)
      throws InterruptedException {
    if (store.progress(partition).log().isEmpty()) {
      store.adopt(partition, log.id());
    }
    var end = log.end(partition);
    var name = "partition " + partition + ": ";
    var words = new ArrayList<String>();
    var applied = switch (Fit.of(partition, log, store)) {
      case Fit.Fits(var progress, var _) -> progress.applied();
      case Fit.Misfit misfit -> {
        words.add(name + words(misfit, end));
        // What of another log is in the store, nobody can say: the store is believed.
        yield misfit.gone() == Fit.Gone.HEAD ? misfit.start() : end;
      }
    };
    var letters = unreadable(log, partition, applied, codec);
    if (!letters.isEmpty()) {
      words.add(name + letters.size() + " events that can't be read will be passed over");
    }
    return new Found(partition, applied, letters, words);
  }

  private static String words(Fit.Misfit misfit, long end) {
    var applied = misfit.progress().applied();
    return switch (misfit.gone()) {
      case LOG ->
        "goes on with another log, whose " + (end - misfit.start()) + " events are passed over";
      case TAIL ->
        "the log's last " + (applied - end) + " events are gone; the store has applied them";
      case HEAD -> (misfit.start() - applied) + " events are in neither log nor store, and lost";
    };
  }

  /// The events from `from` on that can't be read.
  private static List<Transaction.DeadLetter> unreadable(
      Log log, int partition, long from, EventCodec codec) throws InterruptedException {
    var letters = new ArrayList<Transaction.DeadLetter>();
    for (var at = from; at < log.end(partition); ) {
      var entries = log.read(partition, at, Duration.ZERO);
      if (entries.isEmpty()) {
        break;
      }
      for (var entry : entries) {
        if (codec.decode(entry.bytes()) instanceof EventCodec.Decoded.Corrupt) {
          letters.add(new Transaction.DeadLetter(entry.offset(), entry.bytes()));
        }
      }
      at = entries.getLast().offset() + 1;
    }
    return letters;
  }
}
