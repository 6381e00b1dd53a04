package plaza.bench.measure;

/// What one side did in one round.
///
/// @param rate units a second
/// @param cpuMicros CPU time of the side under test for each unit
/// @param generatorMicros CPU time of the load generator for each unit; 0 when there is none
/// @param p50Millis the median of the latency; 0 when it was not looked at
/// @param p99Millis its 99th percentile
public record Sample(
    double rate, double cpuMicros, double generatorMicros, double p50Millis, double p99Millis) {
  public static Sample of(long units, double seconds, long cpuMicros) {
    return new Sample(units / seconds, (double) cpuMicros / units, 0, 0, 0);
  }
}
