package plaza.core.pipeline;

import java.time.Duration;
import java.time.Instant;

/// Decides when a periodic action is due again.
public final class Interval {
  private Interval() {}

  /// Whether `every` has gone by since `last`. A clock that was set back, by anyone who runs the
  /// machine, must not make it wait: then it is due too.
  public static boolean again(Instant last, Duration every, Instant now) {
    var since = Duration.between(last, now);
    return since.isNegative() || since.compareTo(every) >= 0;
  }
}
