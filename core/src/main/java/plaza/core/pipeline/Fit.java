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

  record Misfit(String why) implements Fit {}

  /// In this order, for others may apply and trim meanwhile: the log's start is never above what
  /// the store has applied later, and its end never below what was applied before.
  static Fit of(int number, Log log, Store store) {
    var start = log.start(number);
    var progress = store.progress(number);
    if (!progress.log().isEmpty() && !progress.log().equals(log.id())) {
      return new Misfit("partition " + number + " was applied from another log (" + progress.log()
          + "), this one is " + log.id());
    }
    var end = log.end(number);
    if (progress.applied() > end) {
      return new Misfit("the log of partition " + number + " ends at " + end + ", but "
          + progress.applied() + " was applied: the log lost its tail");
    }
    if (progress.applied() < start) {
      return new Misfit("the log of partition " + number + " starts at " + start
          + ", but the store has only " + progress.applied());
    }
    return new Fits(progress, end);
  }
}
