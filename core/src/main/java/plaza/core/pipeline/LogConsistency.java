package plaza.core.pipeline;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import plaza.core.event.Event;
import plaza.core.event.EventCodec;
import plaza.core.port.Log;
import plaza.core.port.LogBounds;
import plaza.core.port.LogException;
import plaza.core.port.Store;

/// Checks that the store's progress in a partition is consistent with its log. If it is
/// not, a part of one of the two is lost, and the partition stays stopped until an operator
/// accepts the loss ([LossRecovery]). This is the one place that compares the two: a
/// start, `accept-loss` and the checks of an operator all ask it.
public sealed interface LogConsistency {
  /// @param progress of the store
  /// @param end the offset behind the log's last event
  record Consistent(Store.Progress progress, long end) implements LogConsistency {}

  /// A part of one of the two is gone.
  ///
  /// @param start the offset of the log's first event
  /// @param why in words
  record Inconsistent(Gone gone, Store.Progress progress, long start, String why)
      implements LogConsistency {}

  Store.Progress progress();

  /// What is gone.
  enum Gone {
    /// The log that was applied: another one is in its place.
    LOG,
    /// Events at the log's end that were applied; others may stand in their place since.
    TAIL,
    /// Events at the log's start that were not applied, or what the store had applied of them.
    HEAD
  }

  /// In this order, for others may apply and trim meanwhile: the log's start is never above what
  /// the store has applied later, and its end never below what was applied before.
  static LogConsistency of(int number, LogBounds log, Store store) {
    var start = log.start(number);
    var progress = store.progress(number);
    var tied = progress.log().isEmpty() ? logOf(number, log, store) : progress.log();
    if (!tied.equals(log.id())) {
      var why = "partition " + number + " was applied from another log (" + tied + "), this one is "
          + log.id();
      return new Inconsistent(Gone.LOG, progress, start, why);
    }
    var end = log.end(number);
    if (progress.applied() > end) {
      var why = "the log of partition " + number + " ends at " + end + ", but " + progress.applied()
          + " was applied: the log lost its tail";
      return new Inconsistent(Gone.TAIL, progress, start, why);
    }
    if (progress.applied() < start) {
      var why = "the log of partition " + number + " starts at " + start
          + ", but the store has only " + progress.applied();
      return new Inconsistent(Gone.HEAD, progress, start, why);
    }
    return new Consistent(progress, end);
  }

  /// As [#of], and whether the last event before those that are to be applied is one that was: a
  /// log that lost its tail, and went on before anybody looked, reaches far enough again.
  ///
  /// @throws LogException the log can't be read
  static LogConsistency ofEvents(int number, Log log, Store store, EventCodec codec)
      throws InterruptedException {
    var fit = of(number, log, store);
    if (fit instanceof Consistent(var progress, var _)) {
      var last = last(number, progress.applied(), log, codec);
      if (last.isPresent()
          && store.sequence(number, last.get().boot()) < last.get().sequence()) {
        var why = "the log of partition " + number + " has an event before " + progress.applied()
            + " that was not applied: the log lost its tail and went on";
        return new Inconsistent(Gone.TAIL, progress, log.start(number), why);
      }
    }
    return fit;
  }

  /// The event right before `offset`, if it is there and can be read.
  private static Optional<Event> last(int number, long offset, Log log, EventCodec codec)
      throws InterruptedException {
    if (offset <= log.start(number)) {
      return Optional.empty();
    }
    for (var entry : log.read(number, offset - 1, Duration.ZERO)) {
      if (entry.offset() == offset - 1
          && codec.decode(entry.bytes()) instanceof EventCodec.Decoded.Whole(var event)) {
        return Optional.of(event);
      }
    }
    return Optional.empty();
  }

  /// The log that a partition belongs to of which nothing was applied: that of the store's others,
  /// for nobody knows what another log has of it; this one, when none is tied to any yet.
  static String logOf(int number, LogBounds log, Store store) {
    return IntStream.range(0, log.partitions())
        .filter(other -> other != number)
        .mapToObj(other -> store.progress(other).log())
        .filter(id -> !id.isEmpty() && !id.equals(log.id()))
        .findFirst()
        .orElse(log.id());
  }
}
