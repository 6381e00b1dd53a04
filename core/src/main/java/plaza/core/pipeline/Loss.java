package plaza.core.pipeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

  /// Gives up what is missing.
  ///
  /// @return a sentence for each partition that had lost something
  public static List<String> accept(Log log, Store store, EventCodec codec)
      throws InterruptedException {
    var given = new ArrayList<String>();
    for (int partition = 0; partition < log.partitions(); partition++) {
      if (store.progress(partition).log().isEmpty()) {
        store.adopt(partition, log.id());
      }
      var progress = store.progress(partition);
      var start = log.start(partition);
      var end = log.end(partition);
      var name = "partition " + partition + ": ";
      if (!progress.log().equals(log.id())) {
        // Whether its events are in the store, nobody can say: the store is believed.
        store.goOn(partition, log.id(), end);
        given.add(
            name + "goes on with another log, whose " + (end - start) + " events are passed over");
      } else if (progress.applied() > end) {
        store.goOn(partition, log.id(), end);
        given.add(name + "the log's last " + (progress.applied() - end)
            + " events are gone; the store has applied them");
      } else if (progress.applied() < start) {
        store.goOn(partition, log.id(), start);
        given.add(
            name + (start - progress.applied()) + " events are in neither log nor store, and lost");
      }
      bury(log, partition, store, codec)
          .ifPresent(
              count -> given.add(name + count + " events that can't be read will be passed over"));
    }
    if (!given.isEmpty()) {
      store.beginLife();
      // What was given up must not come back when the power goes.
      for (int partition = 0; partition < log.partitions(); partition++) {
        store.checkpoint(partition);
      }
    }
    return given;
  }

  /// Keeps the bytes of events that are still to be applied and can't be read.
  private static Optional<Integer> bury(Log log, int partition, Store store, EventCodec codec)
      throws InterruptedException {
    var letters = new ArrayList<Transaction.DeadLetter>();
    for (var at = store.progress(partition).applied(); at < log.end(partition); ) {
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
    store.bury(partition, letters);
    return letters.isEmpty() ? Optional.empty() : Optional.of(letters.size());
  }
}
