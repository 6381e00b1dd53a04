package plaza.simulation;

import plaza.simulation.run.Plan;
import plaza.simulation.run.Run;

final class Try {
  private Try() {}

  public static void main(String[] args) {
    var from = Long.parseLong(args[0]);
    var count = Long.parseLong(args[1]);
    var began = System.nanoTime();
    long steps = 0;
    for (long seed = from; seed < from + count; seed++) {
      var result = Run.of(Plan.of(seed));
      steps += result.steps();
      if (!result.stuck().isEmpty()) {
        System.out.println(
            seed + " stuck: " + result.stuck() + " " + result.plan() + result.counts());
      }
      result.evidence().ifPresent(e -> {
        if (!e.complaints().isEmpty()) {
          System.out.println(result.plan().seed() + " complaints: " + e.complaints());
        }
      });
      if (count == 1) {
        result.evidence().ifPresent(e -> e.calls().forEach(System.out::println));
        System.out.println(result.counts() + " trace " + result.trace());
      }
    }
    System.out.println(steps / count + " steps a run, "
        + (System.nanoTime() - began) / 1_000_000.0 / count + " ms a run");
  }
}
