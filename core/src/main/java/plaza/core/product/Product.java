package plaza.core.product;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import plaza.core.chat.ChatModule;
import plaza.core.link.LinkModule;
import plaza.core.module.Environment;
import plaza.core.module.FeatureContext;
import plaza.core.module.FeatureModule;
import plaza.core.pipeline.Follower;
import plaza.core.pipeline.Pipeline;
import plaza.core.pipeline.PipelineObserver;
import plaza.core.pipeline.Receiver;
import plaza.core.tenant.TenantModule;
import plaza.core.visit.VisitModule;

/// The product on one node: the pipeline and the services of all features, made once, here. A
/// server, the simulation and tests put it on engines of their own.
public final class Product {
  private final Ports ports;
  private final Environment environment;
  private final Pipeline pipeline;
  private final TenantModule tenants;
  private final ChatModule chats;
  private final VisitModule visits;
  private final LinkModule links;

  private Product(Ports ports, Environment environment, PipelineObserver observer) {
    var log = ports.log();
    var rows = ports.rows();
    var features = Features.of(rows, log.partitions());
    this.ports = ports;
    this.environment = environment;
    this.pipeline = new Pipeline(
        log,
        ports.store(),
        features,
        environment.clock(),
        environment.random().nextLong(),
        observer,
        environment.nanoTime());
    var context = FeatureContext.of(pipeline, ports.store(), ports.caches(), environment);
    this.tenants = new TenantModule(context, rows.tenants(), ports.oneTimeValues());
    this.chats = new ChatModule(context, rows.chats(), ports.index(), rows.tenants());
    this.visits = new VisitModule(context, rows.visits(), rows.codes());
    this.links = new LinkModule(
        context, rows.links(), rows.codes(), rows.tenants(), tenants.cache(), visits::cleared);
    modules().flatMap(module -> module.caches().stream()).forEach(pipeline::announceTo);
  }

  /// The product over these ports. Nothing of it runs yet: [#listen], then the pipeline, then, when
  /// it has caught up, the [#followers].
  ///
  /// @param observer receives counts and times of the pipeline
  public static Product of(Ports ports, Environment environment, PipelineObserver observer) {
    return new Product(ports, environment, observer);
  }

  private Stream<FeatureModule> modules() {
    return Stream.of(tenants, chats, links, visits);
  }

  /// Has the features listen to what is committed.
  ///
  /// @param delivery how announcements come to a listener; some may be lost or come twice
  public void listen(UnaryOperator<Receiver> delivery) {
    modules()
        .flatMap(module -> module.listeners().stream())
        .map(delivery)
        .forEach(pipeline::announceTo);
  }

  /// What follows the committed rows, of all features.
  public List<Follower> followers() {
    return modules().flatMap(module -> module.followers().stream()).toList();
  }

  /// The store's epoch, which positions belong to.
  public String epoch() {
    return ports.store().epoch();
  }

  /// Starts a new epoch: positions of the one before mean nothing any more.
  public void beginEpoch() {
    ports.store().startEpoch();
  }

  /// The engines that it works with.
  public Ports ports() {
    return ports;
  }

  public Environment environment() {
    return environment;
  }

  public Pipeline pipeline() {
    return pipeline;
  }

  public TenantModule tenants() {
    return tenants;
  }

  public ChatModule chats() {
    return chats;
  }

  public LinkModule links() {
    return links;
  }

  public VisitModule visits() {
    return visits;
  }
}
