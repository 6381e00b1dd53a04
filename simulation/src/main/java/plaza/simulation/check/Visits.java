package plaza.simulation.check;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import plaza.core.link.Code;
import plaza.core.visit.Counts;
import plaza.simulation.history.Evidence;
import plaza.simulation.history.LinkEvidence;
import plaza.simulation.history.LinkEvidence.Visited;

/// Visits are counted once, and none is forgotten but by a crash; a link of so many visits has no
/// more.
final class Visits implements Checker {
  @Override
  public Optional<String> violation(Evidence evidence) {
    var links = evidence.links();
    return links.visited().stream()
        .collect(Collectors.groupingBy(Visited::code))
        .entrySet()
        .stream()
        .flatMap(entry -> problem(links, entry.getKey(), entry.getValue()).stream())
        .findFirst();
  }

  private static Optional<String> problem(LinkEvidence links, Code code, List<Visited> visited) {
    var counted = links.counts().getOrDefault(code, Counts.NONE).total();
    if (counted > visited.size()) {
      return Optional.of(
          code + " has " + counted + " visits, and was followed " + visited.size() + " times");
    }
    var sure = visited.stream().filter(Visits::isSure).count();
    if (counted < sure && !links.lost()) {
      return Optional.of(code + " has " + counted + " visits, and must have " + sure);
    }
    return overdrawn(code, counted, visited);
  }

  private static boolean isSure(Visited one) {
    return one.told() && (one.safe() || one.visitsMax() > 0);
  }

  /// The limits in these runs never change.
  private static Optional<String> overdrawn(Code code, long counted, Collection<Visited> visited) {
    var most = visited.stream().mapToLong(Visited::visitsMax).max().orElse(0);
    return most > 0 && counted > most
        ? Optional.of(code + " may have " + most + " visits, and has " + counted)
        : Optional.empty();
  }
}
