package plaza.simulation.check;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
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
    return overdrawn(links, code, counted, visited);
  }

  private static boolean isSure(Visited one) {
    return one.told() && (one.safe() || one.visitsMax() > 0);
  }

  /// A link's limit in these runs never changes; once something was lost, the code may be another
  /// link's, with another one.
  private static Optional<String> overdrawn(
      LinkEvidence links, Code code, long counted, List<Visited> visited) {
    var limits =
        visited.stream().map(Visited::visitsMax).collect(Collectors.toCollection(TreeSet::new));
    if (limits.size() > 1) {
      return links.lost() ? Optional.empty() : Optional.of(code + " had several limits: " + limits);
    }
    var most = limits.getFirst();
    return most > 0 && counted > most
        ? Optional.of(code + " may have " + most + " visits, and has " + counted)
        : Optional.empty();
  }
}
