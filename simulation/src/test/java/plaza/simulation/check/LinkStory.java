package plaza.simulation.check;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import plaza.core.link.Code;
import plaza.core.link.Link;
import plaza.core.link.LinkTerms;
import plaza.core.link.Target;
import plaza.core.tenant.ApplicationId;
import plaza.core.visit.Counts;
import plaza.simulation.history.LinkEvidence;
import plaza.simulation.history.LinkEvidence.Made;
import plaza.simulation.history.LinkEvidence.Visited;

/// A history of links written by hand. It begins as a good one: order k1 has made link A, which
/// was told twice and followed three times, once on a node that is gone; order k2 has made link
/// slug, of two visits, which was followed three times. Application 99 was deleted, and its
/// link with it; one link of the other application was deleted because somebody asked for it.
final class LinkStory {
  private static final Code A = new Code("A");
  private static final Code SLUG = new Code("slug");
  private static final ApplicationId GONE = new ApplicationId(99);
  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

  final List<Made> made = new ArrayList<>();
  final List<Visited> visited = new ArrayList<>();
  final List<Link> links = new ArrayList<>();
  final Map<Code, Counts> counts = new HashMap<>();
  final Set<ApplicationId> told = new HashSet<>();
  final Set<ApplicationId> deleted = new HashSet<>();
  final Set<Code> asked = new HashSet<>();
  final List<String> ledOn = new ArrayList<>();

  LinkStory() {
    links.add(link(A, 5));
    links.add(link(SLUG, 6));
    links.add(ended(new Code("ended"), GONE, 8));
    links.add(ended(new Code("unwanted"), Story.APPLICATION, 9));
    told.add(GONE);
    deleted.add(GONE);
    asked.add(new Code("unwanted"));
    made.add(new Made("k1", Optional.empty(), List.of(link(A, 5), link(A, 5))));
    made.add(new Made("k2", Optional.of(SLUG), List.of(link(SLUG, 6))));
    made.add(new Made("k3", Optional.of(SLUG), List.of()));
    visited.add(new Visited(A, 0, true, true));
    visited.add(new Visited(A, 0, true, true));
    visited.add(new Visited(A, 0, true, false));
    visited.add(new Visited(SLUG, 2, true, true));
    visited.add(new Visited(SLUG, 2, true, false));
    visited.add(new Visited(SLUG, 2, false, true));
    counts.put(A, new Counts(2, 0));
    counts.put(SLUG, new Counts(2, 0));
  }

  private static Link link(Code code, long number) {
    return link(code, Story.APPLICATION, number);
  }

  private static Link link(Code code, ApplicationId owner, long number) {
    var terms = LinkTerms.to(new Target("https://example.com"));
    return new Link(code, owner, number, terms, NOON, NOON, false, number);
  }

  private static Link ended(Code code, ApplicationId owner, long number) {
    var terms = LinkTerms.to(new Target("https://example.com"));
    return new Link(code, owner, number, terms, NOON, NOON, true, number);
  }

  LinkEvidence end() {
    var endings = new LinkEvidence.Endings(told, deleted, asked, ledOn);
    return new LinkEvidence(false, made, visited, links, counts, endings);
  }

  /// What makes the good history bad, for `Links`.
  static final Map<String, Consumer<LinkStory>> BAD_LINKS = Map.of(
      "a link that was told is gone", s -> s.links.removeFirst(),
      "a link has another code than was told", s -> s.links.set(0, link(new Code("B"), 5)),
      "an order has made two links",
          s -> s.made.add(new Made("k4", Optional.empty(), List.of(link(A, 5), link(SLUG, 6)))),
      "two orders are told one code",
          s -> s.made.add(new Made("k4", Optional.empty(), List.of(link(A, 5)))),
      "two links have one code", s -> s.links.add(link(A, 7)),
      "two links have one number", s -> s.links.add(link(new Code("C"), 5)),
      "another code was asked for",
          s -> s.made.set(1, new Made("k2", Optional.of(A), List.of(link(SLUG, 6)))));

  /// The same, for `Endings`.
  static final Map<String, Consumer<LinkStory>> BAD_ENDINGS = Map.of(
      "a node leads on by a link that has ended",
          s -> s.ledOn.add("ended has ended, and node1.1 leads on"),
      "an application was told to be deleted and is there", s -> s.deleted.clear(),
      "a deleted application's link is there", s -> s.links.add(link(new Code("D"), GONE, 10)),
      "all links of an application are there and it is deleted",
          s -> s.deleted.add(Story.APPLICATION),
      "a link of an application that is there was deleted by nobody", s -> s.asked.clear());

  /// The same, for `Visits`.
  static final Map<String, Consumer<LinkStory>> BAD_VISITS = Map.of(
      "more are counted than there were", s -> s.counts.put(A, new Counts(4, 0)),
      "one is missing", s -> s.counts.put(A, new Counts(1, 0)),
      "all are missing", s -> s.counts.remove(A),
      "a bot too many", s -> s.counts.put(A, new Counts(3, 1)),
      "more are let through than may be", s -> s.counts.put(SLUG, new Counts(3, 0)),
      "a link had two limits", s -> s.visited.add(new Visited(SLUG, 3, false, true)),
      "one that was let through is not counted", s -> s.counts.put(SLUG, new Counts(1, 0)));
}
