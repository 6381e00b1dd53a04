package plaza.simulation.run;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import plaza.core.link.Code;
import plaza.core.link.LinkCache.Found;
import plaza.core.link.LinkTerms;
import plaza.core.link.MatchContext;
import plaza.core.link.Target;
import plaza.core.pipeline.IfMatch;
import plaza.core.pipeline.PartitionState;
import plaza.core.pipeline.RequestOptions;
import plaza.core.product.Product;
import plaza.core.tenant.Application;
import plaza.core.tenant.ApplicationId;
import plaza.core.tenant.TenantChange;
import plaza.core.visit.ClientProfile;
import plaza.core.visit.PendingVisit;
import plaza.core.visit.Visit;
import plaza.core.visit.VisitRecord;
import plaza.core.visit.VisitRequest;
import plaza.core.visit.VisitTarget;
import plaza.simulation.history.Invocation;
import plaza.simulation.history.LinkEvidence;
import plaza.simulation.history.Response;
import plaza.simulation.world.Actor;

/// A client with an application of its own: blocks some of its links or their hosts, deletes
/// the application, and checks that ended links do not redirect.
final class Moderator {
  private static final int PAUSE_MILLIS_MAX = 400;
  private static final String REASON = "against the rules";
  private static final MatchContext NOW = new Noon();

  private final SimulatedCluster town;
  private final SplittableRandom random;
  private final Client client;
  private final Directory directory = new Directory(0, 0);
  private final Directory others;
  private final List<Known> links = new ArrayList<>();
  private final Set<ApplicationId> deleted = new HashSet<>();
  private final List<String> ledOn = new ArrayList<>();
  private Optional<ApplicationId> application = Optional.empty();
  private int era;
  private int orders;

  /// @param others what the clients know of
  Moderator(String name, SimulatedCluster town, Directory others, SplittableRandom random) {
    this.town = town;
    this.others = others;
    this.random = random;
    this.client = new Client(name, town, directory, random);
  }

  /// Nothing is known of who follows.
  private record Noon() implements MatchContext {
    @Override
    public Instant at() {
      return Instant.parse("2026-01-31T12:00:00Z");
    }

    @Override
    public boolean isDevice(String device) {
      return false;
    }

    @Override
    public boolean isBrowser(String browser) {
      return false;
    }

    @Override
    public List<String> languages() {
      return List.of();
    }

    @Override
    public List<String> parameter(String name) {
      return List.of();
    }
  }

  /// A link that was told of.
  private static final class Known {
    private final ApplicationId owner;
    private final Code code;
    private boolean ended;

    /// The processes that may lead on by it: they were there before it ended, and have not said
    /// that it leads nowhere.
    private final Set<Actor> unaware = new HashSet<>();

    Known(ApplicationId owner, Code code) {
      this.owner = owner;
      this.code = code;
    }

    void end(SimulatedCluster town) {
      if (!ended) {
        ended = true;
        town.nodes().forEach(node -> unaware.add(node.actor()));
      }
    }
  }

  Actor actor() {
    return client.actor();
  }

  void work(int operations) {
    for (int i = 0; i < operations; i++) {
      workOnce();
      town.world().sleep(Duration.ofMillis(random.nextInt(PAUSE_MILLIS_MAX)));
    }
  }

  private void workOnce() {
    if (application.isEmpty()) {
      application = makeApplication();
    }
    // That may have taken long: links of before a loss must not be asked for as if they were known.
    forgetWhatIsLost();
    var owner = application;
    if (owner.isEmpty()) {
      return;
    }
    var own = links.stream().filter(link -> !link.ended).toList();
    switch (random.nextInt(12)) {
      case 0, 1, 2 -> make(owner.get());
      case 3 -> any(own).ifPresent(this::takeDown);
      case 4 -> any(own).ifPresent(this::blockHost);
      case 5 -> delete(owner.get());
      default -> any(links).ifPresent(this::follow);
    }
  }

  private <T> Optional<T> any(List<T> from) {
    return from.isEmpty() ? Optional.empty() : Optional.of(from.get(random.nextInt(from.size())));
  }

  private Optional<ApplicationId> makeApplication() {
    var before = Set.copyOf(directory.applications());
    var name = actor() + " " + ++orders;
    client.ask(new Invocation.CreateApplication(name, name.replace(' ', '-')));
    return directory.applications().stream().filter(id -> !before.contains(id)).findFirst();
  }

  private void make(ApplicationId owner) {
    var code = new Code(actor() + "-" + ++orders);
    var terms = LinkTerms.to(new Target("https://" + host(code) + "/"));
    var told = ask((s, _) -> s.tenants()
        .applications()
        .lookUp(owner)
        .map(it -> Client.told(
            s.links().links().createNamed(it, RequestOptions.keyed(code.text()), code, terms),
            Response.Linked::new))
        .orElseGet(() -> new Response.NotDone("no application")));
    if (told instanceof Response.Linked) {
      links.add(new Known(owner, code));
    }
  }

  private static String host(Code code) {
    return code.text() + ".example";
  }

  private void takeDown(Known link) {
    var told = ask((s, _) -> done(s.links().moderation().takeDown(link.code, REASON)));
    if (told instanceof Response.Deleted) {
      link.end(town);
    }
  }

  private void blockHost(Known link) {
    var told = ask((s, _) -> done(s.links().moderation().blockHost(host(link.code), REASON)));
    if (told instanceof Response.Deleted) {
      link.end(town);
    }
  }

  private static Response done(boolean done) {
    return done ? new Response.Deleted() : new Response.NotDone("no room");
  }

  private void delete(ApplicationId id) {
    // Whatever is told, it may be deleted.
    application = Optional.empty();
    if (others.applications().contains(id)) {
      // After a loss a number may be given again; it is theirs, as far as clients know.
      return;
    }
    var told = ask((s, _) -> s.tenants()
        .applications()
        .lookUp(id)
        .map(Application::token)
        .map(token -> Client.told(
            s.tenants().applications().delete(token, IfMatch.ANY),
            _ -> new Response.Unknown("there")))
        .orElseGet(() -> new Response.NotDone("no application")));
    if (told instanceof Response.Deleted) {
      deleted.add(id);
      links.stream().filter(link -> link.owner.equals(id)).forEach(link -> link.end(town));
    }
  }

  private void follow(Known link) {
    var ended = link.ended;
    var _ = ask((s, process) -> new Response.Followed(leads(s, link, process, ended)));
  }

  /// As a redirect does it.
  ///
  /// @param ended whether it had ended before the node was asked
  private boolean leads(Product s, Known link, Actor process, boolean ended) {
    var sure = isServed(s);
    var leads = s.links().cache().find(link.code) instanceof Found.Leads found
        && found.target(NOW).isPresent();
    if (!leads) {
      if (ended) {
        link.unaware.remove(process);
      }
    } else if (ended && sure && isServed(s) && !link.unaware.contains(process)) {
      ledOn.add(link.code + " has ended, and " + process + " leads on");
    }
    if (leads) {
      var place = new VisitTarget.OfLink(link.owner, link.code);
      var visit = new Visit(
          place,
          new VisitRecord(NOW.at(), ClientProfile.NONE, VisitRequest.NONE),
          random.nextLong());
      s.visits().collector().collect(PendingVisit.of(visit));
    }
    return leads;
  }

  /// A node may start while what the server's stream says can't be replayed.
  private static boolean isServed(Product s) {
    var pipeline = s.pipeline();
    return pipeline.states().get(TenantChange.STREAM.partition(pipeline.partitions()))
        instanceof PartitionState.Serving;
  }

  /// What a node that is asked answers with.
  private interface Service {
    Response answer(Product product, Actor process);
  }

  private Response ask(Service service) {
    forgetWhatIsLost();
    var found = town.awaitUp(random);
    if (found.isEmpty()) {
      return new Response.NotDone("no node is up");
    }
    var node = found.get();
    var product = node.product();
    var process = node.actor();
    var began = town.history().era();
    var answer = new Connection(town, node).call(() -> service.answer(product, process));
    var told = began == town.history().era() ? answer : new Response.Unknown("before the loss");
    forgetWhatIsLost();
    town.tell(actor() + " is told: " + told);
    return told;
  }

  /// Something was lost: what was told before is void.
  private void forgetWhatIsLost() {
    if (era != town.history().era()) {
      era = town.history().era();
      links.clear();
      deleted.clear();
      ledOn.clear();
      application = Optional.empty();
    }
  }

  /// Now nothing goes wrong any more, and every node knows what has ended.
  void settle() {
    client.settle();
    forgetWhatIsLost();
    for (var node : town.nodes()) {
      for (var link : List.copyOf(links)) {
        if (link.ended && leads(node.product(), link, node.actor(), false)) {
          ledOn.add(link.code + " has ended, and " + node.actor() + " leads on in the end");
        }
      }
    }
  }

  /// @param asked links that others have asked to delete
  static LinkEvidence.Endings evidence(
      SimulatedCluster town, List<Moderator> moderators, Set<Code> asked) {
    moderators.forEach(Moderator::forgetWhatIsLost);
    return new LinkEvidence.Endings(
        all(moderators, moderator -> moderator.deleted),
        town.tenants().all().stream()
            .filter(Application::deleted)
            .map(Application::id)
            .collect(Collectors.toSet()),
        asked,
        moderators.stream().flatMap(moderator -> moderator.ledOn.stream()).toList());
  }

  private static <T> Set<T> all(List<Moderator> moderators, Function<Moderator, Set<T>> of) {
    return moderators.stream().flatMap(one -> of.apply(one).stream()).collect(Collectors.toSet());
  }
}
