package plaza.simulation.check;

import java.util.List;
import java.util.Optional;
import plaza.simulation.history.Evidence;

/// Looks whether a promise was kept.
public interface Checker {
  /// All of them.
  List<Checker> ALL = List.of(
      new Complaints(),
      new Unique(),
      new Final(),
      new Gapless(),
      new NothingLost(),
      new NoPhantom(),
      new NoDouble(),
      new Order(),
      new Counts(),
      new OneEffectPerKey(),
      new Conditions(),
      new Fresh(),
      new Converged());

  /// The promise, in a few words.
  default String name() {
    return getClass().getSimpleName();
  }

  /// How it was broken; empty when it was kept.
  Optional<String> violation(Evidence evidence);
}
