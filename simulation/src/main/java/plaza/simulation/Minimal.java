package plaza.simulation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import plaza.simulation.run.Plan;
import plaza.simulation.run.Ports;
import plaza.simulation.run.Run;
import plaza.simulation.world.Chance;

/// Makes a run that breaks a promise as small as it gets: fewer clients, fewer calls, and only
/// those faults without which the promise is kept.
final class Minimal {
  private static final int RUNS_MAX = 400;

  private final Ports.Lie lie;
  private final String promise;
  private Run.Result smallest;
  private int runs;

  private Minimal(Run.Result broken, String promise, Ports.Lie lie) {
    this.smallest = broken;
    this.promise = promise;
    this.lie = lie;
  }

  /// The smallest run found that breaks the same promise as `broken`.
  static Run.Result of(Run.Result broken, String promise, Ports.Lie lie) {
    var minimal = new Minimal(broken, promise, lie);
    minimal.fewerClients();
    minimal.fewerFaults();
    minimal.fewerOperations();
    minimal.fewerFaults();
    return minimal.smallest;
  }

  private boolean tryOut(Plan plan) {
    if (++runs > RUNS_MAX) {
      return false;
    }
    var result = Run.of(plan, lie, _ -> {});
    var same =
        Verdict.of(result).filter(broken -> broken.promise().equals(promise)).isPresent();
    if (same) {
      smallest = result;
    }
    return same;
  }

  private void fewerClients() {
    while (smallest.plan().clients() > 1
        && tryOut(smallest.plan().withClients(smallest.plan().clients() - 1))) {
      // One less.
    }
  }

  private void fewerOperations() {
    while (smallest.plan().operations() > 1
        && (tryOut(smallest.plan().withOperations(smallest.plan().operations() / 2))
            || tryOut(smallest.plan().withOperations(smallest.plan().operations() - 1)))) {
      // Fewer.
    }
  }

  /// Leaves out halves, then quarters and so on, down to single faults.
  private void fewerFaults() {
    for (var size = Math.max(1, smallest.strikes().size() / 2); size >= 1; size /= 2) {
      for (var part = 0; part < chunks(size).size() && runs < RUNS_MAX; ) {
        if (!tryOut(without(chunks(size).get(part)))) {
          part++;
        }
      }
    }
  }

  private List<List<Chance.Strike>> chunks(int size) {
    var chunks = new ArrayList<List<Chance.Strike>>();
    var strikes = smallest.strikes();
    for (int from = 0; from < strikes.size(); from += size) {
      chunks.add(strikes.subList(from, Math.min(strikes.size(), from + size)));
    }
    return chunks;
  }

  private Plan without(List<Chance.Strike> strikes) {
    Set<Long> leftOut = new HashSet<>(smallest.plan().leftOut());
    strikes.forEach(strike -> leftOut.add(strike.number()));
    return smallest.plan().without(leftOut);
  }
}
