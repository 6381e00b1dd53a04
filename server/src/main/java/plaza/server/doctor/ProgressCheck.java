package plaza.server.doctor;

import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import plaza.core.pipeline.LogConsistency;

/// Checks that a partition of the store is consistent with its log, and gives advice if it is
/// not.
final class ProgressCheck {
  private static final String ACCEPT = "continue without the lost data: plaza log accept-loss";

  private static final int PAUSE_MS = 500;

  private final Findings findings;
  private int pauses;

  /// @param pauses how often, in all, a partition that seems not to fit is compared again after
  ///     half a second: when a leader of Kafka was just replaced, the new one may not know yet
  ///     how far the log reaches
  ProgressCheck(Findings findings, int pauses) {
    this.findings = findings;
    this.pauses = pauses;
  }

  /// @param compare compares log and store now
  /// @return how it was the last time that they were compared
  LogConsistency examine(String name, Supplier<LogConsistency> compare) {
    var fit = compare.get();
    while (fit instanceof LogConsistency.Inconsistent && pauses > 0) {
      pauses--;
      pause();
      fit = compare.get();
    }
    if (fit instanceof LogConsistency.Inconsistent misfit) {
      findings.trouble(
          name + ": " + misfit.why() + ": " + advice(misfit.gone()) + ", or " + ACCEPT);
    }
    return fit;
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String advice(LogConsistency.Gone gone) {
    return switch (gone) {
      case LOG -> "put the log of this store back";
      case TAIL -> "put the newer log back";
      case HEAD -> "put the newer store back";
    };
  }

  /// How many events of the log are not applied yet.
  static long lag(LogConsistency fit) {
    return switch (fit) {
      case LogConsistency.Consistent(var progress, var end) ->
        Math.max(0, end - progress.applied());
      case LogConsistency.Inconsistent _ -> 0;
    };
  }
}
