package plaza.server;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import plaza.core.chat.ChatChanged;
import plaza.core.chat.Indexer;
import plaza.core.chat.Message;
import plaza.core.link.LinkCache;
import plaza.core.pipeline.Announcement;
import plaza.core.pipeline.Pipeline;
import plaza.core.pipeline.PipelineObserver;
import plaza.core.pipeline.Receiver;
import plaza.core.product.Product;
import plaza.core.visit.VisitCollector;
import plaza.edge.operations.Health;

/// The metrics of a running server, for `/metrics`. A renamed metric is exported under its old name
/// too, for one version: the second name of each pair below.
final class ServerMetrics implements PipelineObserver, Receiver, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ServerMetrics.class);

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  /// Listens to the JVM, which keeps it, and all that the registry measures, until it is closed.
  private final JvmGcMetrics collector = new JvmGcMetrics();

  private final Map<Stage, Timer> stages = new EnumMap<>(Stage.class);
  private final Counter appended = counter("plaza.events.appended", "Events appended to the log");
  private final Counter applied = counter("plaza.events.applied", "Events that were applied");
  private final Counter dead = counter("plaza.dead.letters", "Unreadable events of the log");
  private final Counter posted = counter("plaza.messages.posted", "Messages that got a number");

  /// @param node what the server is called
  ServerMetrics(String node) {
    Gauge.builder("plaza.node.info", () -> 1)
        .description("Always 1; the label names the node")
        .tag("node", node)
        .register(registry);
    for (var stage : Stage.values()) {
      stages.put(
          stage,
          Timer.builder("plaza.stage")
              .description("Duration of a stage of the pipeline, per group or batch")
              .tag("stage", stage.name().toLowerCase(Locale.ROOT))
              .publishPercentiles(0.5, 0.99)
              .register(registry));
    }
    new ClassLoaderMetrics().bindTo(registry);
    collector.bindTo(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
  }

  private Counter counter(String name, String description) {
    return Counter.builder(name).description(description).register(registry);
  }

  @Override
  public void close() {
    collector.close();
    registry.close();
  }

  PrometheusMeterRegistry registry() {
    return registry;
  }

  /// Exports the queue lengths and the lag of these.
  void watch(Product product) {
    watch(product.pipeline(), product.chats().indexer());
    watch(product.links().cache());
    watch(product.visits().collector());
  }

  private void watch(Pipeline pipeline, Indexer indexer) {
    for (int p = 0; p < pipeline.partitions(); p++) {
      var partition = p;
      gauge(
          p,
          "plaza.log.queued",
          "Changes waiting for the log",
          pipeline,
          now -> now.gauges().get(partition).queued());
      gauge(p, "plaza.store.lag", "Events in the log that are not applied yet", pipeline, now -> {
        var gauge = now.gauges().get(partition);
        return gauge.logEnd() - gauge.applied();
      });
      gauge(
          p,
          "plaza.index.lag",
          "Changes that are not searchable yet",
          indexer,
          now -> now.lag(partition));
    }
  }

  /// Exports the health of the server's components, and the response times of its engines.
  void watch(Health health, Watch watch) {
    for (var part : health.parts()) {
      health("plaza.component.healthy", "component", health, part.name());
      health("plaza.part.well", "part", health, part.name());
    }
    for (var engine : watch.engines()) {
      for (var name : List.of("plaza.engine.probe.seconds", "plaza.engine.answer.seconds")) {
        Gauge.builder(name, engine, Watch.Engine::lastSeconds)
            .description("Response time of an engine to its last probe")
            .tag("engine", engine.name())
            .strongReference(true)
            .register(registry);
      }
    }
  }

  private void health(String name, String tag, Health health, String component) {
    Gauge.builder(name, health, now -> isWell(now, component) ? 1 : 0)
        .description("1 while a component is healthy, else 0; /ready has the reason")
        .tag(tag, component)
        .strongReference(true)
        .register(registry);
  }

  /// Exports the reads of the store's replica, by result.
  void watch(Map<String, LongSupplier> replicaReads) {
    replicaReads.forEach((answer, count) -> FunctionCounter.builder(
            "plaza.replica.reads", count, LongSupplier::getAsLong)
        .description("Pages requested from the store's replica, by result")
        .tag("answer", answer)
        .register(registry));
  }

  /// Exports the misses of the link cache.
  private void watch(LinkCache links) {
    for (var name : List.of("plaza.link.cache.misses", "plaza.links.loads")) {
      FunctionCounter.builder(name, links, LinkCache::loads)
          .description("Lookups of short links that were not in memory")
          .register(registry);
    }
  }

  /// Exports the number of dropped visits.
  private void watch(VisitCollector collector) {
    for (var name : List.of("plaza.visits.dropped", "plaza.visits.missed")) {
      FunctionCounter.builder(name, collector, VisitCollector::missed)
          .description("Visits that were not counted because too many came at once")
          .register(registry);
    }
  }

  private static boolean isWell(Health health, String name) {
    return health.parts().stream().anyMatch(part -> part.name().equals(name) && part.well());
  }

  private <T> void gauge(
      int partition, String name, String description, T of, ToDoubleFunction<T> value) {
    Gauge.builder(name, of, value)
        .description(description)
        .tag("partition", Integer.toString(partition))
        .strongReference(true)
        .register(registry);
  }

  @Override
  public void took(Stage stage, int events, Duration time) {
    var timer = stages.get(stage);
    if (timer != null) {
      timer.record(time);
    }
    switch (stage) {
      case APPEND -> appended.increment(events);
      case APPLY -> applied.increment(events);
      case ANNOUNCE -> {}
    }
  }

  @Override
  public void unreadable(int partition, long offset) {
    dead.increment();
    LOG.atError()
        .addKeyValue("partition", partition)
        .addKeyValue("offset", offset)
        .log("an unreadable event of the log was skipped: its sender has no answer");
  }

  @Override
  public void stopped(int partition, String why) {
    LOG.atError().addKeyValue("partition", partition).log("does not serve: " + why);
  }

  @Override
  public void announced(Announcement announcement) {
    for (var effect : announcement.effects()) {
      if (effect instanceof ChatChanged changed) {
        changed.changes().stream()
            .filter(message -> message.state() == Message.State.POSTED)
            .forEach(_ -> posted.increment());
      }
    }
  }
}
