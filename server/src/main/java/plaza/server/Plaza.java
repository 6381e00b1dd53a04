package plaza.server;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import plaza.core.chat.Indexer;
import plaza.core.chat.SearchException;
import plaza.core.module.Environment;
import plaza.core.pipeline.Follower;
import plaza.core.pipeline.Janitor;
import plaza.core.pipeline.Pipeline;
import plaza.core.pipeline.Supervised;
import plaza.core.pipeline.UnavailableException;
import plaza.core.product.Product;
import plaza.core.tenant.Secret;
import plaza.core.work.ComputePool;
import plaza.edge.Edge;
import plaza.edge.EdgeConfig;
import plaza.server.control.Control;
import plaza.server.control.ControlSocket;

/// A running Plaza: the product on the engines of a deployment, behind the edge.
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

  /// Observes the start of a server.
  interface Onlooker {
    /// Receives the progress of a long start; says whether to continue.
    boolean goOn(String progress);

    /// Receives the first operator's key as soon as it is created: it can't be shown again.
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
    var metrics = new ServerMetrics(config.node());
    opened.add(metrics::close);
    // One processor is left to those who serve calls.
    var compute =
        new ComputePool("compute", Math.max(1, Runtime.getRuntime().availableProcessors() - 1));
    opened.add(compute::close);
    var environment = new Environment(
        engines.clock(),
        System::nanoTime,
        new SecureRandom(),
        compute,
        Runtime.getRuntime().maxMemory());
    var product = Product.of(engines.ports(), environment, metrics);
    product.pipeline().announceTo(metrics);
    product.listen(UnaryOperator.identity());
    metrics.watch(product);
    metrics.watch(engines.replicaReads());

    var janitor = new Janitor(
        engines.ports().log(), engines.ports().store(), environment.clock(), eventsKept);
    var supervised = new CopyOnWriteArrayList<Supervised>(List.of(janitor.follower(), compute));
    supervised.addAll(run(product, janitor, engines.sharing(), onlooker, opened));
    var watch = new Watch(engines.questions(), System::nanoTime);
    watch.start();
    opened.add(watch::close);
    var others = others(engines.sharing(), config.node(), watch, opened, supervised);
    var health = new Readiness(
        config.node(),
        product.pipeline(),
        watch,
        supervised,
        engines.sharing(),
        engines.advice(),
        others);
    operatorKey(config, product).ifPresent(onlooker::operatorKey);
    var edge = edge(config, engines, product, health, metrics);
    opened.add(edge::close);
    supervised.addAll(edge.supervised());
    var control = new ServerControl(
        new Backup(engines, janitor),
        product.tenants().applications(),
        new LinkControl(product.links().moderation()));
    openControls(engines.controls(), control, opened, supervised);
    metrics.watch(health, watch);
    return new Plaza(opened, edge.port(), control);
  }

  /// Starts what goes on behind the services, and returns what of it is supervised once the
  /// pipeline has caught up. It is stopped in the order of the road: nothing more comes in, what
  /// was accepted is finished, then the engines close.
  private static List<Follower> run(
      Product product, Janitor janitor, Sharing sharing, Onlooker onlooker, CloseStack opened)
      throws InterruptedException {
    var pipeline = product.pipeline();
    var followers = product.followers();
    opened.add(() -> followers.forEach(Follower::close));
    opened.add(janitor::close);
    // What others announce is heard to the end: an outcome that is waited for may come from them.
    var relays = sharing.prepare(pipeline);
    opened.add(() -> relays.forEach(Follower::close));
    opened.add(sharing::close);
    opened.add(pipeline::close);
    opened.add(product.visits().collector()::close);
    pipeline.start();
    relays.forEach(Follower::start);
    sharing.begin(pipeline);
    catchUp(pipeline, onlooker);
    if (aheadOfStore(product.chats().indexer())) {
      LOG.atWarn()
          .log(
              "the store is older than the search index: it was restored from an older copy, and later changes are gone. It starts a new epoch, and the index is rebuilt");
      product.beginEpoch();
    }
    followers.forEach(Follower::start);
    janitor.start();
    return Stream.concat(followers.stream(), relays.stream()).toList();
  }

  private static Edge edge(
      EdgeConfig config,
      Engines engines,
      Product product,
      Readiness health,
      ServerMetrics metrics) {
    var services = new Edge.Services(
        product,
        engines.rates(),
        health,
        metrics.registry(),
        ConsoleFiles.source(),
        engines.sharing() instanceof Sharing.Alone);
    try {
      return Edge.start(config, services);
    } catch (IOException e) {
      throw new UserError(e.getMessage() + hint(String.valueOf(e.getMessage())));
    }
  }

  private static void openControls(
      List<Path> files, Control control, CloseStack opened, List<Supervised> supervised) {
    for (var file : files) {
      ControlSocket.open(file, control).ifPresent(socket -> {
        opened.add(socket::close);
        supervised.add(socket);
      });
    }
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
  private static Optional<Secret> operatorKey(EdgeConfig config, Product product) {
    try {
      product.pipeline().requireAllServed();
    } catch (UnavailableException e) {
      return Optional.empty();
    }
    return config.open() || !config.passkey().equals(Secret.NONE)
        ? Optional.empty()
        : product.tenants().applications().firstOperatorKey();
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
