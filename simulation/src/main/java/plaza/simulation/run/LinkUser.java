package plaza.simulation.run;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import plaza.core.link.Code;
import plaza.core.link.Link;
import plaza.core.link.LinkCache.Found;
import plaza.core.link.LinkEdit;
import plaza.core.link.LinkTerms;
import plaza.core.link.Redirection;
import plaza.core.link.Target;
import plaza.core.link.Validity;
import plaza.core.pipeline.IfMatch;
import plaza.core.pipeline.Reply;
import plaza.core.pipeline.RequestOptions;
import plaza.core.product.Product;
import plaza.core.tenant.Application;
import plaza.core.tenant.ApplicationId;
import plaza.core.visit.ClientProfile;
import plaza.core.visit.PendingVisit;
import plaza.core.visit.Visit;
import plaza.core.visit.VisitRecord;
import plaza.core.visit.VisitRequest;
import plaza.core.visit.VisitTarget;
import plaza.simulation.history.LinkEvidence;
import plaza.simulation.history.Response;
import plaza.simulation.world.Actor;

/// A client that creates, changes, deletes and follows short links, on any node that is up.
final class LinkUser {
  private static final int ATTEMPTS_MAX = 4;
  private static final int PAUSE_MILLIS_MAX = 400;
  private static final long FEW = 3;
  private static final List<String> SLUGS = List.of("a", "b", "Slug");
  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

  private final SimulatedCluster town;
  private final Directory directory;
  private final SplittableRandom random;
  private final Actor actor;
  private final List<LinkEvidence.Made> made = new ArrayList<>();
  private final List<Following> followed = new ArrayList<>();
  private final Set<Code> deletions = new HashSet<>();
  private int era;

  LinkUser(String name, SimulatedCluster town, Directory directory, SplittableRandom random) {
    this.town = town;
    this.directory = directory;
    this.random = random;
    this.actor = new Actor(name);
  }

  /// A link that is followed, as far as a node.
  private static final class Following {
    private final Code code;
    private final long visitsMax;
    private final Actor node;
    private boolean told;

    Following(Code code, long visitsMax, Actor node) {
      this.code = code;
      this.visitsMax = visitsMax;
      this.node = node;
    }
  }

  Actor actor() {
    return actor;
  }

  void use(int operations) {
    for (int i = 0; i < operations; i++) {
      var application = directory.applications().stream().findFirst();
      if (application.isPresent()) {
        useOnce(application.get());
      }
      town.world().sleep(Duration.ofMillis(random.nextInt(PAUSE_MILLIS_MAX)));
    }
  }

  private void useOnce(ApplicationId application) {
    var known =
        made.stream().flatMap(one -> one.told().stream()).map(Link::code).toList();
    if (known.isEmpty() || random.nextInt(4) == 0) {
      make(application);
      return;
    }
    var code = known.get(random.nextInt(known.size()));
    switch (random.nextInt(8)) {
      case 0 -> change(application, code);
      case 1 -> delete(application, code);
      default -> follow(code);
    }
  }

  /// An order is repeated until it is answered.
  private void make(ApplicationId application) {
    var key = actor + "-" + made.size();
    var slug = random.nextBoolean()
        ? Optional.of(new Code(SLUGS.get(random.nextInt(SLUGS.size()))))
        : Optional.<Code>empty();
    var most = random.nextBoolean() ? FEW : 0;
    var terms = new LinkTerms(
        new Target("https://example.com/" + key),
        "",
        List.of(),
        new Validity(Validity.NEVER, Validity.NEVER, most),
        Redirection.DEFAULT,
        false);
    var order = new LinkEvidence.Made(key, slug, new ArrayList<>());
    made.add(order);
    for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
      var told = ask(s -> ofApplication(
          s,
          application,
          it -> told(
              slug.isPresent()
                  ? s.product()
                      .links()
                      .links()
                      .createNamed(it, RequestOptions.keyed(key), slug.get(), terms)
                  : s.product().links().links().create(it, RequestOptions.keyed(key), terms))));
      if (told instanceof Response.Linked(var link)) {
        order.told().add(link);
      }
      if (!(told instanceof Response.Unknown || told instanceof Response.NotDone)) {
        return;
      }
    }
  }

  private void change(ApplicationId application, Code code) {
    var edits = List.<LinkEdit>of(new LinkEdit.Title("title " + random.nextInt(9)));
    var _ = ask(s -> ofApplication(
        s,
        application,
        it -> told(s.product().links().links().change(it, code, edits, IfMatch.ANY))));
  }

  private void delete(ApplicationId application, Code code) {
    deletions.add(code);
    var _ = ask(s -> told(s.product().links().links().delete(application, code, IfMatch.ANY)));
  }

  /// As a redirect does it.
  private void follow(Code code) {
    var now = new ArrayList<Following>();
    var told = ask(s -> {
      if (!(s.product().links().cache().find(code) instanceof Found.Leads(var link, var _))) {
        return new Response.Followed(false);
      }
      var most = link.terms().validity().visitsMax();
      var following = new Following(code, most, s.actor());
      now.add(following);
      followed.add(following);
      var place = new VisitTarget.OfLink(link.application(), code);
      var visit = new Visit(
          place, new VisitRecord(NOON, ClientProfile.NONE, VisitRequest.NONE), random.nextLong());
      if (most > 0) {
        return new Response.Followed(s.product().visits().collector().tryConsumeVisit(visit, most));
      }
      s.product().visits().collector().collect(PendingVisit.of(visit));
      return new Response.Followed(true);
    });
    if (told instanceof Response.Followed(var through) && through) {
      now.forEach(following -> following.told = true);
    }
  }

  /// What a node that is asked has to answer with.
  private record Serving(Product product, Actor actor) {}

  private Response ask(Function<Serving, Response> asking) {
    var found = town.awaitUp(random);
    if (found.isEmpty()) {
      return new Response.NotDone("no node is up");
    }
    var node = found.get();
    var serving = new Serving(node.product(), node.actor());
    var began = town.history().era();
    var answer = new Connection(town, node).call(() -> asking.apply(serving));
    if (began != town.history().era() || began != era) {
      forget();
      return new Response.Unknown("before the loss");
    }
    town.tell(actor + " is told: " + answer);
    return answer;
  }

  /// Something was lost: what was told before is void.
  private void forget() {
    era = town.history().era();
    made.replaceAll(one -> new LinkEvidence.Made(one.key(), one.slug(), new ArrayList<>()));
    followed.forEach(one -> one.told = false);
  }

  private static Response ofApplication(
      Serving serving, ApplicationId id, Function<Application, Response> asking) {
    return serving
        .product()
        .tenants()
        .applications()
        .lookUp(id)
        .map(asking)
        .orElseGet(() -> new Response.NotDone("no application"));
  }

  private static Response told(Reply<Link> reply) {
    return Client.told(reply, Response.Linked::new);
  }

  /// What these have seen, and what is left.
  static LinkEvidence evidence(
      SimulatedCluster town, List<LinkUser> users, List<Moderator> moderators) {
    users.stream().filter(user -> user.era != town.history().era()).forEach(LinkUser::forget);
    var made = users.stream().flatMap(user -> user.made.stream()).toList();
    var visited = users.stream()
        .flatMap(user -> user.followed.stream())
        .map(one -> new LinkEvidence.Visited(one.code, one.visitsMax, one.told, !one.node.dead()))
        .toList();
    var counts = visited.stream()
        .map(LinkEvidence.Visited::code)
        .distinct()
        .collect(Collectors.toMap(
            Function.identity(),
            code -> town.visits().count(code),
            (a, _) -> a,
            () -> new TreeMap<>(java.util.Comparator.comparing(Code::text))));
    return new LinkEvidence(
        town.history().era() > 0,
        made,
        visited,
        town.links().all(),
        counts,
        Moderator.evidence(
            town,
            moderators,
            users.stream().flatMap(user -> user.deletions.stream()).collect(Collectors.toSet())));
  }
}
