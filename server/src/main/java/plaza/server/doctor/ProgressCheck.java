package plaza.server.doctor;

import plaza.core.port.Store;

/// Whether a partition of the store fits its log.
record ProgressCheck(String name, Extent log, Store.Progress progress) {
  private static final String ACCEPT = "go on without what is lost: plaza log accept-loss";

  /// What there is of a partition's log.
  ///
  /// @param id of the log
  record Extent(String id, long start, long end) {}

  void examine(Findings findings) {
    if (!progress.log().isEmpty() && !progress.log().equals(log.id())) {
      findings.trouble(
          name + " was applied from another log: put the log of this store back, or " + ACCEPT);
    }
    if (progress.applied() > log.end()) {
      findings.trouble(
          name + ": the log ends before what was applied: put the newer log back, or " + ACCEPT);
    }
    if (progress.applied() < log.start()) {
      findings.trouble(name
          + ": the log starts behind what was applied: put the newer store back, or " + ACCEPT);
    }
  }

  /// How many events are not applied yet.
  long lag() {
    return Math.max(0, log.end() - progress.applied());
  }
}
