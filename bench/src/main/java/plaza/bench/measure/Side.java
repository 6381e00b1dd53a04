package plaza.bench.measure;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// One side of a comparison, and what it has done in its rounds.
public final class Side {
  private final String name;
  private final Work work;
  private final List<Sample> samples = new ArrayList<>();

  public Side(String name, Work work) {
    this.name = name;
    this.work = work;
  }

  /// What a side does in a round.
  @FunctionalInterface
  public interface Work {
    Sample run(Duration time) throws IOException, InterruptedException;
  }

  public String name() {
    return name;
  }

  /// Warms each side up, and then has them take turns.
  public static void alternate(Pace pace, Side... sides) throws IOException, InterruptedException {
    for (var side : sides) {
      System.err.printf("  %s: warming up%n", side.name);
      var _ = side.work.run(pace.warmUp());
    }
    for (int round = 1; round <= pace.rounds(); round++) {
      for (var side : sides) {
        var sample = side.work.run(pace.round());
        System.err.printf(
            "  %s, round %d: %s/s, %s µs CPU%n",
            side.name, round, Rounds.number(sample.rate()), Rounds.number(sample.cpuMicros()));
        side.samples.add(sample);
      }
    }
  }

  /// How long and how often.
  public record Pace(int rounds, Duration warmUp, Duration round) {}

  public Rounds rate() {
    return rounds(Sample::rate);
  }

  public Rounds cpuMicros() {
    return rounds(Sample::cpuMicros);
  }

  public Rounds generatorMicros() {
    return rounds(Sample::generatorMicros);
  }

  public Rounds p50Millis() {
    return rounds(Sample::p50Millis);
  }

  public Rounds p99Millis() {
    return rounds(Sample::p99Millis);
  }

  private Rounds rounds(ToDoubleFunction<Sample> of) {
    return new Rounds(samples.stream().mapToDouble(of).boxed().toList());
  }
}
