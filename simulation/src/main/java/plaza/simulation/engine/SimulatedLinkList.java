package plaza.simulation.engine;

import java.time.Instant;
import java.util.Comparator;
import java.util.function.Function;
import java.util.stream.Stream;
import plaza.core.link.Code;
import plaza.core.link.Link;
import plaza.core.link.LinkPage;
import plaza.core.link.LinkPage.Counted;
import plaza.core.link.LinkQuery;
import plaza.core.link.Validity;
import plaza.core.visit.VisitStats;

/// Which of an application's links a query wants, by looking at each.
final class SimulatedLinkList {
  private SimulatedLinkList() {}

  static LinkPage page(
      Stream<Link> links,
      Function<Code, VisitStats> tallies,
      LinkQuery query,
      long skipped,
      int limit) {
    var wanted = links
        .filter(link -> !link.deleted())
        .map(link -> {
          var tally = tallies.apply(link.code());
          return new Counted(link, tally.visits(), tally.bots());
        })
        .filter(counted -> wants(query, counted))
        .sorted(order(query))
        .toList();
    return new LinkPage(wanted.stream().skip(skipped).limit(limit).toList(), wanted.size());
  }

  private static boolean wants(LinkQuery query, Counted counted) {
    var link = counted.link();
    var validity = link.terms().validity();
    return link.searchable().contains(query.text())
        && (query.with().tags().isEmpty() || has(query.with(), link))
        && (query.without().tags().isEmpty() || !has(query.without(), link))
        && !link.createdAt().isBefore(query.from())
        && (isNever(query.to()) || !link.createdAt().isAfter(query.to()))
        && (isNever(query.until())
            || isNever(validity.until())
            || validity.until().isAfter(query.until()))
        && (!query.followable() || !validity.limited() || validity.visitsMax() > counted.visits());
  }

  private static boolean isNever(Instant at) {
    return at.equals(Validity.NEVER);
  }

  private static boolean has(LinkQuery.Tagged wanted, Link link) {
    var tags = link.terms().tags();
    return wanted.all()
        ? tags.containsAll(wanted.tags())
        : wanted.tags().stream().anyMatch(tags::contains);
  }

  private static Comparator<Counted> order(LinkQuery query) {
    Comparator<Counted> by = switch (query.order()) {
      case CREATED -> Comparator.comparing(counted -> counted.link().createdAt());
      case CODE -> Comparator.comparing(counted -> counted.link().code().text());
      case TARGET ->
        Comparator.comparing(counted -> counted.link().terms().target().url());
      case TITLE -> Comparator.comparing(counted -> counted.link().terms().title());
      case VISITS -> Comparator.comparingLong(Counted::visits);
      case VISITS_AND_BOTS -> Comparator.comparingLong(c -> c.visits() + c.bots());
    };
    var order = by.thenComparingLong(counted -> counted.link().number());
    return query.descending() ? order.reversed() : order;
  }
}
