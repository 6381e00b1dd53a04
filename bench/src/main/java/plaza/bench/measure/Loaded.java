package plaza.bench.measure;

import java.io.IOException;

/// A load on a server, with what the server has used of the CPU for it.
public final class Loaded {
  private Loaded() {}

  /// @param units that each request counts for
  public static Sample requests(Wrk wrk, Wrk.Load load, Cpu server, int units)
      throws IOException, InterruptedException {
    var before = server.micros();
    var result = wrk.run(load).whole();
    return sample(result, units, server.micros() - before);
  }

  /// Changes cost what they cost until a search finds them.
  public static Sample changes(Wrk wrk, Wrk.Load load, PlazaServer plaza, int units)
      throws IOException, InterruptedException {
    var cpu = plaza.running().cpu();
    var before = cpu.micros();
    var result = wrk.run(load).whole();
    plaza.awaitIndexed();
    return sample(result, units, cpu.micros() - before);
  }

  private static Sample sample(Wrk.Result result, int units, long cpuMicros) {
    var done = (double) result.requests() * units;
    return new Sample(
        done / result.seconds(),
        cpuMicros / done,
        result.generatorMicros() / done,
        result.p50Millis(),
        result.p99Millis());
  }
}
