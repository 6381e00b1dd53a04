package plaza.simulation.check;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import plaza.core.link.Code;
import plaza.core.link.Link;
import plaza.simulation.history.Evidence;
import plaza.simulation.history.LinkEvidence;

/// A code is one link's: each order for a link has made one, under the code that was asked for and
/// no other order's, and it is there.
final class Links implements Checker {
  @Override
  public Optional<String> violation(Evidence evidence) {
    var links = evidence.links();
    var rows = links.links().stream()
        .collect(Collectors.toMap(Link::number, Function.identity(), (a, _) -> a));
    if (rows.size() < links.links().size()
        || links.links().stream().map(Link::code).distinct().count() < rows.size()) {
      return Optional.of("two links have one number or one code");
    }
    var owners = new HashMap<Code, String>();
    return links.made().stream()
        .flatMap(made -> problem(made, rows, owners).stream())
        .findFirst();
  }

  private static Optional<String> problem(
      LinkEvidence.Made made, Map<Long, Link> rows, Map<Code, String> owners) {
    var numbers = made.told().stream().map(Link::number).distinct().toList();
    if (numbers.size() > 1) {
      return Optional.of(made.key() + " has made " + numbers);
    }
    for (var told : made.told()) {
      if (made.slug().isPresent() && !made.slug().get().equals(told.code())) {
        return Optional.of(made.slug().get() + " was asked for and " + told + " made");
      }
      var row = rows.get(told.number());
      if (row == null || !row.code().equals(told.code())) {
        return Optional.of(told + " was told, and there is " + row);
      }
      var before = owners.putIfAbsent(told.code(), made.key());
      if (before != null && !before.equals(made.key())) {
        return Optional.of(told.code() + " was told to " + before + " and to " + made.key());
      }
    }
    return Optional.empty();
  }
}
