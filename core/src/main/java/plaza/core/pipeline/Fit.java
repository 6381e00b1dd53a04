package plaza.core.pipeline;

import plaza.core.port.Log;
import plaza.core.port.Store;

/// Whether what the store has applied of a partition fits its log. When it does not, a part of one
/// of the two is gone, and nobody may go on with the partition before somebody accepts that
/// ([Loss]).
sealed interface Fit {
  /// @param progress of the store
  /// @param end the offset behind the log's last event
  record Fits(Store.Progress progress, long end) implements Fit {}

  /// A part of one of the two is gone.
  ///
  /// @param start the offset of the log's first event
  /// @param why in words
  record Misfit(Gone gone, Store.Progress progress, long start, String why) implements Fit {}

  /// What is gone.
  enum Gone {
    /// The log that was applied: another one is in its place.
    LOG,
    /// Events at the log's end that were applied.
    TAIL,
    /// Events at the log's start that were not applied, or what the store had applied of them.
    HEAD
  }

  /// In this order, for others may apply and trim meanwhile: the log's start is never above what
  /// the store has applied later, and its end never below what was applied before.
  static Fit of(int number, Log log, Store store) {
    var start = log.start(number);
    var progress = store.progress(number);
    if (!progress.log().isEmpty() && !progress.log().equals(log.id())) {
      var why = "partition " + number + " was applied from another log (" + progress.log()
          + "), this one is " + log.id();
      return new Misfit(Gone.LOG, progress, start, why);
    }
    var end = log.end(number);
    if (progress.applied() > end) {
      var why = "the log of partition " + number + " ends at " + end + ", but " + progress.applied()
          + " was applied: the log lost its tail";
      return new Misfit(Gone.TAIL, progress, start, why);
    }
    if (progress.applied() < start) {
      var why = "the log of partition " + number + " starts at " + start
          + ", but the store has only " + progress.applied();
      return new Misfit(Gone.HEAD, progress, start, why);
    }
    return new Fits(progress, end);
  }
}
