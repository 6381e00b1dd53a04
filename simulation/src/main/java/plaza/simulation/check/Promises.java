package plaza.simulation.check;

import java.util.List;
import plaza.simulation.history.Evidence;

/// All that was promised.
public final class Promises {
  static final List<Checker> ALL = List.of(
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
      new Converged(),
      new Links(),
      new Visits(),
      new Endings());

  private Promises() {}

  /// A promise that was broken, and how.
  public record Broken(String promise, String how) {}

  /// The promises that were broken.
  public static List<Broken> allBroken(Evidence evidence) {
    return ALL.stream()
        .flatMap(checker ->
            checker.violation(evidence).map(how -> new Broken(checker.name(), how)).stream())
        .toList();
  }
}
