package plaza.server;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import plaza.core.chat.ChatCache;
import plaza.core.chat.Chats;
import plaza.core.chat.Closer;
import plaza.core.chat.Indexer;
import plaza.core.chat.LiveChats;
import plaza.core.chat.MessageSearch;
import plaza.core.chat.Messages;
import plaza.core.chat.SearchException;
import plaza.core.link.LinkBlockCache;
import plaza.core.link.LinkCache;
import plaza.core.link.LinkCloser;
import plaza.core.link.LinkModeration;
import plaza.core.link.Links;
import plaza.core.link.TargetPolicies;
import plaza.core.pipeline.CreateCommand;
import plaza.core.pipeline.Follower;
import plaza.core.pipeline.Janitor;
import plaza.core.pipeline.Pipeline;
import plaza.core.pipeline.Supervised;
import plaza.core.pipeline.UnavailableException;
import plaza.core.pipeline.UpdateCommand;
import plaza.core.tenant.ApplicationCache;
import plaza.core.tenant.Applications;
import plaza.core.tenant.BodyRules;
import plaza.core.tenant.Keys;
import plaza.core.tenant.Secret;
import plaza.core.tenant.Tickets;
import plaza.core.visit.VisitChange;
import plaza.core.visit.VisitCollector;
import plaza.core.visit.VisitTarget;
import plaza.core.visit.Visits;
import plaza.core.work.ComputePool;
import plaza.edge.Edge;
import plaza.edge.EdgeConfig;
import plaza.server.control.Control;
import plaza.server.control.ControlSocket;

/// A running server: the composition root that creates and connects all parts.
final class Plaza implements AutoCloseable {
  /// How often a start that takes longer tells how far it is.
  private static final Duration PROGRESS_EVERY = Duration.ofSeconds(1);

  private static final Logger LOG = LoggerFactory.getLogger(Plaza.class);

  private final CloseStack opened;
  private final int port;
  private final Control control;

  private Plaza(CloseStack opened, int port, Control control) {
    this.opened = opened;
    this.port = port;
    this.control = control;
  }

  /// Anyone who looks on while a server starts.
  interface Onlooker {
    /// Told how far a start is that takes longer; says whether to go on with it.
    boolean goOn(String progress);

    /// Told the operator's first key as soon as it is made: nobody can say it again.
    default void operatorKey(Secret key) {}
  }

  /// Starts a server and returns once it accepts connections.
  ///
  /// @param engines the server's from now on: it closes them
  /// @param eventsKept applied events that stay in the log
  /// @throws Mistake it can't start, or was not to go on
  static Plaza start(Engines engines, EdgeConfig config, long eventsKept, Onlooker onlooker)
      throws InterruptedException {
    var opened = new CloseStack();
    opened.add(engines::close);
    try {
      return start(engines, config, eventsKept, onlooker, opened);
    } catch (InterruptedException | RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  private static Plaza start(
      Engines engines, EdgeConfig config, long eventsKept, Onlooker onlooker, CloseStack opened)
      throws InterruptedException {
    var clock = engines.clock();
    var random = new SecureRandom();
    var log = engines.log();
    var store = engines.store();
    var partitions = log.partitions();

    var measures = new ServerMetrics(config.node());
    opened.add(measures::close);
    var pipeline = new Pipeline(log, store, engines.features(), clock, random.nextLong(), measures);
    var indexer =
        new Indexer(store, engines.chats(), engines.index(), partitions, pipeline::owns, clock);
    var closer = new Closer(pipeline, store, engines.chats(), engines.tenants()).follower();
    var liveChats = new LiveChats(engines.chats(), pipeline, clock);
    var knownApplications = new ApplicationCache(engines.tenants(), engines.caches());
    var knownBlocks = new LinkBlockCache(engines.tenants());
    var policies = new TargetPolicies(knownApplications, knownBlocks);
    var heapBytes = Runtime.getRuntime().maxMemory();
    var knownLinks = new LinkCache(
        engines.links(),
        store,
        pipeline,
        engines.codes(),
        policies,
        engines.caches(),
        LinkCache.bytesMax(heapBytes));
    var linkCloser = linkCloser(engines, pipeline);
    var collector = new VisitCollector(
        pipeline, engines.codes(), random.nextLong(), VisitCollector.bytesMax(heapBytes));
    measures.watch(knownLinks);
    measures.watch(collector);
    var followers = List.of(
        indexer.follower(),
        closer,
        linkCloser,
        knownBlocks.follower(),
        liveChats.follower(),
        knownLinks.follower(),
        collector.follower());
    pipeline.announceTo(measures);
    pipeline.announceTo(liveChats);
    var knownChats = new ChatCache(engines.chats(), engines.caches());
    List.of(knownApplications, knownChats, knownLinks).forEach(pipeline::announceTo);
    measures.watch(pipeline, indexer);
    List.of(indexer.follower(), closer, linkCloser, knownBlocks.follower())
        .forEach(pipeline::announceTo);
    var janitor = new Janitor(log, store, clock, eventsKept);

    var creation = new CreateCommand(pipeline, store, random);
    var alteration = new UpdateCommand(pipeline);
    var applications = new Applications(
        pipeline, creation, alteration, engines.tenants(), knownApplications, random);
    var keys = new Keys(applications, creation, alteration, engines.tenants(), random);
    var chats = new Chats(pipeline, creation, alteration, engines.chats(), knownChats);
    // One processor is left to those who serve calls.
    var compute =
        new ComputePool("compute", Math.max(1, Runtime.getRuntime().availableProcessors() - 1));
    var rules = new BodyRules(compute);
    var messages = new Messages(creation, alteration, engines.chats(), store, chats, rules);
    var links = new Links(
        pipeline, creation, alteration, engines.links(), engines.codes(), policies, random);
    var moderation =
        new LinkModeration(pipeline, engines.links(), engines.tenants(), engines.codes());
    var search =
        new MessageSearch(engines.chats(), chats, engines.index(), indexer, pipeline, compute);

    // Stopped in the order of the road: nothing more comes in, what was accepted is finished, then
    // the engines close.
    opened.add(compute::close);
    opened.add(() -> followers.forEach(Follower::close));
    opened.add(janitor::close);
    // What others tell is heard to the end: anyone who waits for an outcome may have it from them.
    var sharing = engines.sharing();
    var neighbours = sharing.prepare(pipeline);
    opened.add(() -> neighbours.forEach(Follower::close));
    opened.add(sharing::close);
    opened.add(pipeline::close);
    opened.add(collector::close);
    pipeline.start();
    neighbours.forEach(Follower::start);
    sharing.begin(pipeline);
    catchUp(pipeline, onlooker);
    if (aheadOfStore(indexer)) {
      LOG.atWarn()
          .log(
              "the store is older than the search index: it was restored from an older copy, and later changes are gone. It starts a new epoch, and the index is rebuilt");
      store.beginLife();
    }
    followers.forEach(Follower::start);
    var watch = new Watch(engines.questions(), System::nanoTime);
    watch.start();
    opened.add(watch::close);
    var supervised = new CopyOnWriteArrayList<Supervised>(
        Stream.concat(followers.stream(), neighbours.stream()).toList());
    supervised.addAll(List.of(janitor.follower(), compute));
    var others = others(engines.sharing(), config.node(), watch, opened, supervised);
    var health = new Readiness(
        config.node(), pipeline, watch, supervised, sharing, engines.advice(), others);
    measures.watch(engines.replicaReads());
    janitor.start();
    operatorKey(config, pipeline, applications).ifPresent(onlooker::operatorKey);
    var services = new Edge.Services(
        applications,
        keys,
        new Tickets(engines.oneTimeValues(), random),
        chats,
        messages,
        search,
        liveChats,
        links,
        knownLinks,
        moderation,
        engines.codes(),
        engines.caches(),
        collector,
        new Visits(engines.visits(), pipeline, engines.codes()),
        engines.pace(),
        store.epoch(),
        health,
        measures.registry(),
        ConsoleFiles.source(),
        engines.sharing() instanceof Sharing.Alone,
        clock,
        random);
    try {
      var edge = Edge.start(config, services);
      opened.add(edge::close);
      supervised.addAll(edge.supervised());
      var control = new ServerControl(
          new Backup(engines, janitor), applications, new LinkControl(moderation));
      for (var file : engines.controls()) {
        ControlSocket.open(file, control).ifPresent(socket -> {
          opened.add(socket::close);
          supervised.add(socket);
        });
      }
      measures.watch(health, watch);
      return new Plaza(opened, edge.port(), control);
    } catch (IOException e) {
      throw new UserError(e.getMessage() + hint(String.valueOf(e.getMessage())));
    }
  }

  private static Follower linkCloser(Engines engines, Pipeline pipeline) {
    return new LinkCloser(
            pipeline,
            engines.store(),
            engines.links(),
            engines.tenants(),
            engines.codes(),
            link -> {
              var place = new VisitTarget.OfLink(link.application(), link.code());
              return new VisitChange.VisitsCleared(place.stream(engines.codes()), place);
            })
        .follower();
  }

  private static Others others(
      Sharing sharing, String node, Watch watch, CloseStack opened, List<Supervised> supervised) {
    return switch (sharing) {
      case Sharing.Alone() -> Others.NONE;
      case Sharing.Shared(var _, var _, var nodes) -> {
        var peers = new Peers(node, watch, nodes, System::nanoTime);
        peers.start();
        opened.add(peers::close);
        supervised.add(peers.supervised());
        yield peers;
      }
    };
  }

  /// An index that is away proves nothing.
  private static boolean aheadOfStore(Indexer indexer) {
    try {
      return indexer.aheadOfStore();
    } catch (SearchException e) {
      LOG.atWarn().addKeyValue("cause", e).log("the search index is unavailable");
      return false;
    }
  }

  /// What to do when an address can't be listened on, by the system's words.
  private static String hint(String failure) {
    if (failure.contains("in use")) {
      return ": choose another one with --port, or stop the process that uses it";
    }
    if (failure.contains("ermission")) {
      return ": ports below 1024 need root, choose a higher one with --port";
    }
    return failure.contains("assign") ? ": choose an address of this machine with --host" : "";
  }

  private static void catchUp(Pipeline pipeline, Onlooker onlooker) throws InterruptedException {
    while (!pipeline.awaitCaughtUp(PROGRESS_EVERY)) {
      for (var gauge : pipeline.gauges()) {
        if (!onlooker.goOn("catching up with the log: " + gauge.applied() + " of " + gauge.logEnd()
            + " events of partition " + gauge.partition()
            + (gauge.trouble().isNone() ? "" : "; " + gauge.trouble().words()))) {
          throw new UserError("stopped while catching up with the log");
        }
      }
    }
  }

  /// The operator's first key, where keys are asked for. A partition that is stopped can't take
  /// one in: the next start makes it.
  private static Optional<Secret> operatorKey(
      EdgeConfig config, Pipeline pipeline, Applications applications) {
    try {
      pipeline.requireAllServed();
    } catch (UnavailableException e) {
      return Optional.empty();
    }
    return config.open() || !config.passkey().equals(Secret.NONE)
        ? Optional.empty()
        : applications.firstOperatorKey();
  }

  int port() {
    return port;
  }

  /// What commands on this machine may have it do.
  Control control() {
    return control;
  }

  @Override
  public void close() {
    opened.close();
  }
}
