package plaza.simulation.check;

import java.util.Optional;
import plaza.simulation.history.Evidence;

/// No partition stops while nothing is lost, and nothing fails that has no reason to.
final class Complaints implements Checker {
  @Override
  public Optional<String> violation(Evidence evidence) {
    return evidence.complaints().stream().findFirst();
  }
}
