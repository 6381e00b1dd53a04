package plaza.bench.row;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import plaza.bench.measure.PlazaServer;
import plaza.bench.measure.Sample;
import plaza.bench.measure.Stage;
import plaza.bench.report.Results;

/// Where the CPU time of Plaza went in the last round of a side, for each unit.
final class Stages {
  private final PlazaServer plaza;
  private final Map<Stage, Long> micros = new EnumMap<>(Stage.class);
  private long total;
  private double units = 1;

  Stages(PlazaServer plaza) {
    this.plaza = plaza;
  }

  interface Work {
    Sample run() throws IOException, InterruptedException;
  }

  Sample during(Work work) throws IOException, InterruptedException {
    var before = plaza.running().cpu().microsByStage();
    var all = plaza.running().cpu().micros();
    var sample = work.run();
    total = plaza.running().cpu().micros() - all;
    units = total / sample.cpuMicros();
    micros.clear();
    plaza
        .running()
        .cpu()
        .microsByStage()
        .forEach((stage, after) -> micros.put(stage, after - before.getOrDefault(stage, 0L)));
    return sample;
  }

  void addTo(Results results, String row, String what) {
    results.addStages(row, what, micros, total, units);
  }
}
