package plaza.simulation.check;

import java.util.Optional;
import plaza.simulation.history.Evidence;

/// Looks whether a promise was kept.
public interface Checker {
  /// The promise, in a few words.
  default String name() {
    return getClass().getSimpleName();
  }

  /// How it was broken; empty when it was kept.
  Optional<String> violation(Evidence evidence);
}
