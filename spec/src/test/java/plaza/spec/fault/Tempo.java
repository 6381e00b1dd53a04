package plaza.spec.fault;

import java.time.Duration;

/// The durations of a round.
///
/// @param calm how long nothing goes wrong, before and after
/// @param away how long an engine is away
/// @param thorough whether there is time to ask the doctor, too
record Tempo(Duration calm, Duration away, boolean thorough) {
  /// As short as it can be while every fault still meets a load.
  static final Tempo SHORT = new Tempo(Duration.ofMillis(1_500), Duration.ofSeconds(2), false);

  static final Tempo LONG = new Tempo(Duration.ofSeconds(4), Duration.ofSeconds(20), true);
}
