package plaza.simulation.check;

import java.util.Optional;
import plaza.core.link.Link;
import plaza.simulation.history.Evidence;
import plaza.simulation.history.LinkEvidence;

/// Links end with their application, and no others do; a node that knows that a link has ended, or
/// was blocked, does not lead on by it.
final class Endings implements Checker {
  @Override
  public Optional<String> violation(Evidence evidence) {
    var endings = evidence.links().endings();
    return endings.ledOn().stream()
        .findFirst()
        .or(() -> endings.told().stream()
            .filter(application -> !endings.deleted().contains(application))
            .map(application -> application + " was told to be deleted, and is there")
            .findFirst())
        .or(() -> evidence.links().links().stream()
            .flatMap(link -> problem(endings, link).stream())
            .findFirst());
  }

  private static Optional<String> problem(LinkEvidence.Endings endings, Link link) {
    var ownerDeleted = endings.deleted().contains(link.application());
    if (ownerDeleted && !link.deleted()) {
      return Optional.of(link.code() + " is there, and its application is deleted");
    }
    return link.deleted() && !ownerDeleted && !endings.asked().contains(link.code())
        ? Optional.of(link.code() + " is deleted, and nobody has asked for that")
        : Optional.empty();
  }
}
