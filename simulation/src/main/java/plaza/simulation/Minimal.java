package plaza.simulation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import plaza.simulation.run.NodeEngines;
import plaza.simulation.run.Plan;
import plaza.simulation.run.Run;
import plaza.simulation.world.Chance;
import plaza.simulation.world.Fault;

/// Makes a run that breaks a promise as small as it gets: fewer clients, fewer calls, and only
/// those faults without which the promise is kept.
final class Minimal {
  private static final int RUNS_MAX = 400;

  private final NodeEngines.Lie lie;
  private final String promise;
  private Run.Result smallest;
  private int runs;

  private Minimal(Run.Result broken, String promise, NodeEngines.Lie lie) {
    this.smallest = broken;
    this.promise = promise;
    this.lie = lie;
  }

  /// The smallest run found that breaks the same promise as `broken`.
  static Run.Result of(Run.Result broken, String promise, NodeEngines.Lie lie) {
    var minimal = new Minimal(broken, promise, lie);
    for (int size = Integer.MAX_VALUE; minimal.size() < size && minimal.runs < RUNS_MAX; ) {
      size = minimal.size();
      // The coarse ones first: a run that is the same up to a fault is another one behind it.
      minimal.fewerClients();
      minimal.fewerKinds();
      minimal.endsEarlier();
      minimal.fewerOperations();
      minimal.fewerFaults();
    }
    return minimal.smallest;
  }

  private int size() {
    return smallest.strikes().size()
        + smallest.plan().size().operations() * smallest.plan().size().clients();
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
    while (smallest.plan().size().clients() > 1
        && tryOut(smallest.plan().withClients(smallest.plan().size().clients() - 1))) {
      // One less.
    }
  }

  private void fewerOperations() {
    while (smallest.plan().size().operations() > 1
        && (tryOut(smallest.plan().withOperations(smallest.plan().size().operations() / 2))
            || tryOut(smallest.plan().withOperations(smallest.plan().size().operations() - 1)))) {
      // Fewer.
    }
  }

  private void fewerKinds() {
    for (var kind : Fault.values()) {
      if (smallest.counts().containsKey(kind)) {
        var without = new HashSet<>(smallest.plan().omitted().kinds());
        without.add(kind);
        tryOut(smallest.plan().withoutKinds(without));
      }
    }
  }

  /// Halves the time in which anything goes wrong, as long as that does it.
  private void endsEarlier() {
    var strikes = smallest.strikes();
    for (int from = 0, to = strikes.size(); from < to; ) {
      var middle = (from + to) / 2;
      if (tryOut(smallest.plan().until(strikes.get(middle).number()))) {
        to = middle;
      } else {
        from = middle + 1;
      }
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
    Set<Long> leftOut = new HashSet<>(smallest.plan().omitted().chances());
    strikes.forEach(strike -> leftOut.add(strike.number()));
    return smallest.plan().without(leftOut);
  }
}
