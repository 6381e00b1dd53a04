package plaza.simulation.run;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import plaza.core.chat.ChatCache;
import plaza.core.chat.ChatFeature;
import plaza.core.chat.Chats;
import plaza.core.chat.Closer;
import plaza.core.chat.Indexer;
import plaza.core.chat.LiveChats;
import plaza.core.chat.MessageSearch;
import plaza.core.chat.Messages;
import plaza.core.link.Codes;
import plaza.core.link.LinkBlockCache;
import plaza.core.link.LinkCache;
import plaza.core.link.LinkCloser;
import plaza.core.link.LinkFeature;
import plaza.core.link.LinkModeration;
import plaza.core.link.Links;
import plaza.core.link.TargetPolicies;
import plaza.core.pipeline.CreateCommand;
import plaza.core.pipeline.Feature;
import plaza.core.pipeline.Follower;
import plaza.core.pipeline.Janitor;
import plaza.core.pipeline.PartitionState;
import plaza.core.pipeline.Pipeline;
import plaza.core.pipeline.PipelineObserver;
import plaza.core.pipeline.RepeatedTask;
import plaza.core.pipeline.UpdateCommand;
import plaza.core.port.Cache;
import plaza.core.tenant.ApplicationCache;
import plaza.core.tenant.Applications;
import plaza.core.tenant.BodyRules;
import plaza.core.tenant.TenantFeature;
import plaza.core.visit.VisitChange;
import plaza.core.visit.VisitCollector;
import plaza.core.visit.VisitFeature;
import plaza.core.visit.VisitTarget;
import plaza.core.work.Compute;
import plaza.simulation.engine.SimulatedCache;
import plaza.simulation.world.Actor;
import plaza.simulation.world.Fault;

/// A node of the server: composed as the real one, of the same parts, over the simulated engines.
final class Node {
  /// Applied events that stay in the log.
  private static final long EVENTS_KEPT = 3;

  private static final Duration IDLE = Duration.ofMillis(400);
  private static final Duration START_MAX = Duration.ofMinutes(1);
  private static final int PAUSE_MILLIS_MAX = 2_000;
  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
  private static final Duration JUMP = Duration.ofHours(1);

  private final String name;
  private final SimulatedCluster town;
  private final SplittableRandom random;
  private final boolean feeds;
  private Duration clockOff = Duration.ZERO;
  private int boots;
  private Actor actor = new Actor("nobody");
  private @Nullable Services services;

  /// @param feeds whether it feeds the search index, which one node does when all apply all
  Node(String name, boolean feeds, SimulatedCluster town, SplittableRandom random) {
    this.name = name;
    this.town = town;
    this.random = random;
    this.feeds = feeds;
    actor.kill();
  }

  /// What a node that is up serves.
  record Services(
      Pipeline pipeline,
      Applications applications,
      Chats chats,
      Messages messages,
      MessageSearch search,
      LiveChats live,
      @Nullable LinkServices links) {}

  /// What a node serves of short links.
  record LinkServices(
      Links links, LinkCache known, VisitCollector gatherer, LinkModeration moderation) {}

  String name() {
    return name;
  }

  /// The process that it is just now.
  Actor actor() {
    return actor;
  }

  boolean dead() {
    return actor.dead();
  }

  /// Whether it takes calls.
  boolean up() {
    return !dead() && services != null;
  }

  Services services() {
    return Objects.requireNonNull(services);
  }

  void kill() {
    actor.kill();
  }

  /// Starts a process; the one before is gone.
  void boot() {
    if (town.shared()) {
      town.index().feederCrashed();
    } else if (feeds) {
      town.index().crash();
    }
    services = null;
    var its = new Actor(name + "." + ++boots);
    actor = its;
    town.tell(its + " starts");
    town.world().spawn("start", its, () -> start(its));
  }

  private void start(Actor its) {
    try {
      services = compose(its);
      town.tell(its + " is up");
    } catch (RuntimeException e) {
      // An engine is away: the process ends, and is started again.
      town.world().die();
    }
  }

  private Instant now() {
    if (town.hazards().strikes(Fault.CLOCK_JUMPS)) {
      clockOff = JUMP.multipliedBy(town.hazards().below(5) - 2);
    }
    return NOON.plusMillis(town.world().now() / 1_000).plus(clockOff);
  }

  private Services compose(Actor its) {
    var ports = town.ports();
    var index = ports.index();
    var log = ports.log();
    var store = ports.store();
    var codes = new Codes(new byte[Codes.KEY_BYTES]);
    var features = new ArrayList<Feature>(
        List.of(new TenantFeature(ports.tenants()), new ChatFeature(ports.chats())));
    if (town.linked()) {
      features.add(new LinkFeature(town.links(), codes, log.partitions()));
      features.add(new VisitFeature(town.visits()));
    }
    var pipeline = new Pipeline(
        log,
        store,
        features,
        this::now,
        random.nextLong(),
        PipelineObserver.NONE,
        () -> town.world().now() * 1_000);
    var indexer =
        new Indexer(store, ports.chats(), index, log.partitions(), pipeline::owns, this::now);
    var closer = new Closer(pipeline, store, ports.chats(), ports.tenants()).follower();
    var live = new LiveChats(ports.chats(), pipeline, this::now);
    var caches = caches();
    var knownApplications = new ApplicationCache(ports.tenants(), caches);
    var knownChats = new ChatCache(ports.chats(), caches);
    pipeline.announceTo(new Unreliable(live, town.hazards()));
    List.of(knownApplications, knownChats, indexer.follower(), closer)
        .forEach(pipeline::announceTo);
    var janitor = new Janitor(log, store, this::now, EVENTS_KEPT);
    var creation = new CreateCommand(pipeline, store, random);
    var alteration = new UpdateCommand(pipeline);
    var applications = new Applications(
        pipeline, creation, alteration, ports.tenants(), knownApplications, random);
    var chats = new Chats(pipeline, creation, alteration, ports.chats(), knownChats);
    var messages = new Messages(
        creation, alteration, ports.chats(), store, chats, new BodyRules(Compute.DIRECT));
    var search = new MessageSearch(ports.chats(), chats, index, indexer, pipeline, Compute.DIRECT);

    if (town.shared()) {
      drive(its, pipeline.shareWith(town.words().of(its)), () -> false);
      town.group().of(its).begin(pipeline::own);
    }
    for (var turns : pipeline.turns()) {
      drive(its, turns, work(pipeline, turns.name()));
    }
    town.world().await(() -> isCaughtUp(pipeline), START_MAX);
    if (feeds && indexer.aheadOfStore()) {
      store.beginLife();
    }
    if (feeds || town.shared()) {
      drive(its, indexer.follower(), () -> false);
    }
    for (var turns : List.of(closer, live.follower(), janitor.follower())) {
      drive(its, turns, () -> false);
    }
    var links =
        town.linked() ? links(its, pipeline, codes, creation, alteration, knownApplications) : null;
    return new Services(pipeline, applications, chats, messages, search, live, links);
  }

  private LinkServices links(
      Actor its,
      Pipeline pipeline,
      Codes codes,
      CreateCommand creation,
      UpdateCommand alteration,
      ApplicationCache applications) {
    var tenants = town.ports().tenants();
    var blocks = new LinkBlockCache(tenants);
    var policies = new TargetPolicies(applications, blocks);
    var closer = linkCloser(pipeline, codes);
    var links = new Links(pipeline, creation, alteration, town.links(), codes, policies, random);
    var known = new LinkCache(
        town.links(),
        town.ports().store(),
        pipeline,
        codes,
        policies,
        caches(),
        LinkCache.BYTES_MAX);
    var gatherer =
        new VisitCollector(pipeline, codes, random.nextLong(), VisitCollector.WAITING_BYTES_MAX);
    pipeline.announceTo(new Unreliable(known, town.hazards()));
    drive(its, known.follower(), () -> false);
    for (var follower : List.of(blocks.follower(), closer)) {
      pipeline.announceTo(new Unreliable(follower, town.hazards()));
      drive(its, follower, () -> false);
    }
    drive(its, gatherer.follower(), () -> false);
    var moderation = new LinkModeration(pipeline, town.links(), tenants, codes);
    return new LinkServices(links, known, gatherer, moderation);
  }

  private Follower linkCloser(Pipeline pipeline, Codes codes) {
    return new LinkCloser(
            pipeline, town.ports().store(), town.links(), town.ports().tenants(), codes, link -> {
              var place = new VisitTarget.OfLink(link.application(), link.code());
              return new VisitChange.VisitsCleared(place.stream(codes), place);
            })
        .follower();
  }

  private Cache.Maker caches() {
    return new Cache.Maker() {
      @Override
      public <K, V> Cache<K, V> make(long weightMax, Cache.Weight<K, V> weight) {
        return new SimulatedCache<>(weightMax, weight, town.hazards());
      }
    };
  }

  private static boolean isCaughtUp(Pipeline pipeline) {
    return pipeline.states().stream()
        .noneMatch(state -> state instanceof PartitionState.CatchingUp);
  }

  /// Whether there is something to do for one of the pipeline's threads: asked instead of waiting
  /// in it.
  private BooleanSupplier work(Pipeline pipeline, String thread) {
    if (!thread.contains("-")) {
      return () -> false;
    }
    var partition = Integer.parseInt(thread.substring(thread.indexOf('-') + 1));
    return thread.startsWith("append")
        ? () -> pipeline.gauge(partition).queued() > 0
        : () -> pipeline.gauge(partition).applied() < town.log().behindLast(partition);
  }

  private void drive(Actor its, RepeatedTask turns, BooleanSupplier hasWork) {
    town.world().spawn(turns.name(), its, () -> {
      while (!turns.over()) {
        var pause = turns.take(Duration.ZERO);
        if (pause.isZero()) {
          town.world().pause();
          town.world().await(hasWork, IDLE);
        } else {
          town.world().sleep(shorter(pause));
        }
      }
    });
  }

  /// What is announced may come at any time in a pause, so it may end at any time.
  private Duration shorter(Duration pause) {
    var most = (int) Math.min(PAUSE_MILLIS_MAX, Math.max(1, pause.toMillis()));
    return Duration.ofMillis(1 + town.hazards().below(most));
  }
}
