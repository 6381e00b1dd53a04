package plaza.simulation;

import java.util.List;
import java.util.Optional;
import plaza.simulation.check.Promises;
import plaza.simulation.run.Run;

/// The verdict on a run.
final class Verdict {
  /// The promise of a run that never came to an end: everything settles once nothing goes wrong.
  static final String SETTLES = "Settles";

  private Verdict() {}

  /// The promises that were broken in the run.
  static List<Promises.Broken> all(Run.Result result) {
    return result
        .evidence()
        .map(Promises::allBroken)
        .orElseGet(() -> List.of(new Promises.Broken(SETTLES, result.stuck())));
  }

  /// The first promise that was broken in the run; empty when all were kept.
  static Optional<Promises.Broken> of(Run.Result result) {
    return all(result).stream().findFirst();
  }
}
