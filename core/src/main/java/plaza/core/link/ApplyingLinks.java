package plaza.core.link;

import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import plaza.core.event.Event;
import plaza.core.pipeline.Effect;
import plaza.core.pipeline.IfMatch;
import plaza.core.pipeline.Outcome;
import plaza.core.pipeline.Positions;
import plaza.core.pipeline.UnitOfWork;
import plaza.core.tenant.ApplicationId;
import plaza.core.tenant.Settings;

/// Applies one batch's changes of links in one partition. Here, and nowhere else, links get
/// their codes.
final class ApplyingLinks {
  /// How many codes are checked together when the next one is taken.
  private static final int AHEAD = 64;

  private final LinkStore.Rows rows;
  private final Numbers numbers;
  private final Set<Code> known = new HashSet<>();
  private final UnitOfWork<Code, Link> links = new UnitOfWork<>(Map.of());
  private final Set<Code> touched = new LinkedHashSet<>();

  ApplyingLinks(LinkStore.Rows rows, Numbers numbers, List<Event> events) {
    this.rows = rows;
    this.numbers = numbers;
    var codes = new HashSet<Code>();
    var creations = new EnumMap<Settings.LinkCodes, Integer>(Settings.LinkCodes.class);
    for (var event : events) {
      switch ((LinkChange) event.change()) {
        case LinkChange.LinkCreated c -> creations.merge(c.codes(), 1, Integer::sum);
        case LinkChange.OfCode c -> codes.add(c.code());
      }
    }
    creations.forEach((kind, count) -> codes.addAll(numbers.next(kind, count)));
    read(codes);
  }

  private void read(Collection<Code> codes) {
    links.read(rows.links(Set.copyOf(codes)));
    known.addAll(codes);
  }

  Outcome apply(LinkChange change, Instant at, Positions positions) {
    return switch (change) {
      case LinkChange.LinkCreated c ->
        next(c.codes())
            .map(code -> create(c.application(), code, c.terms(), at, positions))
            .orElseGet(Outcome.LimitReached::new);
      case LinkChange.LinkNamed c ->
        links.find(c.code()).isPresent() || Reserved.has(c.code())
            ? new Outcome.Taken()
            : create(c.application(), c.code(), c.terms(), at, positions);
      case LinkChange.LinkChanged c ->
        onLive(
            c,
            c.ifMatch(),
            positions,
            (link, position) -> link.edit(LinkEdit.apply(link.terms(), c.edits()), at, position));
      case LinkChange.LinkDeleted c ->
        onLive(c, c.ifMatch(), positions, (link, position) -> link.delete(at, position));
    };
  }

  /// A reserved code, or a custom code that is taken, is skipped.
  private Optional<Code> next(Settings.LinkCodes kind) {
    while (true) {
      var next = numbers.next(kind, 1);
      if (next.isEmpty()) {
        return Optional.empty();
      }
      var code = next.getFirst();
      if (!known.contains(code)) {
        read(numbers.next(kind, AHEAD));
      }
      numbers.pass(kind);
      if (!Reserved.has(code) && links.find(code).isEmpty()) {
        return Optional.of(code);
      }
    }
  }

  private Outcome create(
      ApplicationId application, Code code, LinkTerms terms, Instant at, Positions positions) {
    var position = positions.next();
    links.insert(code, new Link(code, application, position, terms, at, at, false, position));
    touched.add(code);
    return new Outcome.Done(position, 1, position);
  }

  /// What a change makes of a link at a position.
  private interface Making {
    Link make(Link link, long position);
  }

  private Outcome onLive(
      LinkChange.OfCode change, IfMatch ifMatch, Positions positions, Making making) {
    var found = links.find(change.code());
    if (found.isEmpty() || !found.get().application().equals(change.application())) {
      return new Outcome.Missing();
    }
    if (found.get().deleted()) {
      return new Outcome.Gone();
    }
    if (!ifMatch.admits(found.get().position())) {
      return new Outcome.Stale();
    }
    var position = positions.next();
    links.update(change.code(), making.make(found.get(), position));
    touched.add(change.code());
    return new Outcome.Done(0, 0, position);
  }

  void flush() {
    rows.insertLinks(links.inserted());
    rows.updateLinks(links.updated());
    numbers.flush();
  }

  List<Effect> effects() {
    return touched.stream().<Effect>map(LinkTouched::new).toList();
  }
}
