package plaza.server;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import plaza.core.chat.ChatFeature;
import plaza.core.chat.Chats;
import plaza.core.chat.Closer;
import plaza.core.chat.Indexer;
import plaza.core.chat.MessageSearch;
import plaza.core.chat.Messages;
import plaza.core.pipeline.Alteration;
import plaza.core.pipeline.Creation;
import plaza.core.pipeline.Follower;
import plaza.core.pipeline.Janitor;
import plaza.core.pipeline.PartitionState;
import plaza.core.pipeline.Pipeline;
import plaza.core.tenant.Applications;
import plaza.core.tenant.Keys;
import plaza.core.tenant.Secret;
import plaza.core.tenant.TenantFeature;
import plaza.edge.Edge;
import plaza.edge.EdgeConfig;
import plaza.edge.operations.Health;

/// A running Plaza: every part made once, here, and given what it needs.
final class Plaza implements AutoCloseable {
  private static final Duration CATCH_UP_MAX = Duration.ofMinutes(10);

  private final Engines engines;
  private final Pipeline pipeline;
  private final List<Follower> followers;
  private final Janitor janitor;
  private final Edge edge;
  private final Optional<Secret> operatorKey;

  private Plaza(
      Engines engines,
      Pipeline pipeline,
      List<Follower> followers,
      Janitor janitor,
      Edge edge,
      Optional<Secret> operatorKey) {
    this.engines = engines;
    this.pipeline = pipeline;
    this.followers = followers;
    this.janitor = janitor;
    this.edge = edge;
    this.operatorKey = operatorKey;
  }

  /// Starts a server and returns once it accepts connections.
  ///
  /// @param eventsKept applied events that stay in the log
  static Plaza start(Deployment deployment, EdgeConfig config, long eventsKept)
      throws InterruptedException {
    var clock = InstantSource.system();
    var random = new SecureRandom();
    var engines = Engines.of(deployment);
    var log = engines.log();
    var store = engines.store();
    var partitions = log.partitions();

    var indexer =
        new Indexer(store, engines.chats(), engines.tenants(), engines.index(), partitions, clock);
    var features = List.of(new TenantFeature(engines.tenants()), new ChatFeature(engines.chats()));
    var pipeline = new Pipeline(log, store, features, clock, random.nextLong());
    var closer = new Closer(pipeline, store, engines.chats(), engines.tenants()).follower();
    var followers = List.of(indexer.follower(), closer);
    followers.forEach(pipeline::announceTo);
    var janitor = new Janitor(log, store, clock, eventsKept);

    var creation = new Creation(pipeline, store, random);
    var alteration = new Alteration(pipeline);
    var applications = new Applications(pipeline, creation, alteration, engines.tenants(), random);
    var keys = new Keys(applications, creation, alteration, engines.tenants(), random);
    var chats = new Chats(creation, alteration, engines.chats());
    var messages = new Messages(creation, alteration, engines.chats(), store, chats);
    var search = new MessageSearch(engines.chats(), chats, engines.index(), indexer, partitions);

    pipeline.start();
    pipeline.awaitCaughtUp(CATCH_UP_MAX);
    followers.forEach(Follower::start);
    janitor.start();
    var operatorKey = config.open() || applications.hasOperator()
        ? Optional.<Secret>empty()
        : Optional.of(applications.renewOperatorKey());
    var services = new Edge.Services(
        applications,
        keys,
        chats,
        messages,
        search,
        engines.pace(),
        store.epoch(),
        () -> parts(pipeline, followers),
        metrics(pipeline),
        random);
    try {
      return new Plaza(
          engines, pipeline, followers, janitor, Edge.start(config, services), operatorKey);
    } catch (IOException e) {
      pipeline.close();
      engines.close();
      throw new Mistake(e.getMessage() + ": is the port in use? Give --port another one");
    }
  }

  private static List<Health.Part> parts(Pipeline pipeline, List<Follower> followers) {
    var parts = new ArrayList<Health.Part>();
    var states = pipeline.states();
    for (var gauge : pipeline.gauges()) {
      var trouble = switch (states.get(gauge.partition())) {
        case PartitionState.CatchingUp() -> "catching up with the log";
        case PartitionState.Serving() -> gauge.trouble();
        case PartitionState.Stopped(var why) -> why;
      };
      parts.add(new Health.Part("partition " + gauge.partition(), trouble));
    }
    followers.forEach(follower -> parts.add(new Health.Part(follower.name(), follower.trouble())));
    return parts;
  }

  private static PrometheusMeterRegistry metrics(Pipeline pipeline) {
    var metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    new JvmMemoryMetrics().bindTo(metrics);
    new ProcessorMetrics().bindTo(metrics);
    for (int p = 0; p < pipeline.partitions(); p++) {
      var partition = p;
      var tag = Integer.toString(p);
      Gauge.builder("plaza.log.queued", () -> pipeline.gauges().get(partition).queued())
          .description("Changes that wait for the log")
          .tag("partition", tag)
          .register(metrics);
      Gauge.builder("plaza.store.lag", () -> lag(pipeline.gauges().get(partition)))
          .description("Events in the log that are not applied yet")
          .tag("partition", tag)
          .register(metrics);
    }
    return metrics;
  }

  private static long lag(Pipeline.Gauge gauge) {
    return gauge.logEnd() - gauge.applied();
  }

  int port() {
    return edge.port();
  }

  /// The operator's key, when this start made it.
  Optional<Secret> operatorKey() {
    return operatorKey;
  }

  /// Stops in the order of the road: nothing more comes in, what was accepted is finished, then
  /// the engines close.
  @Override
  public void close() {
    edge.close();
    pipeline.close();
    janitor.close();
    followers.forEach(Follower::close);
    engines.close();
  }
}
