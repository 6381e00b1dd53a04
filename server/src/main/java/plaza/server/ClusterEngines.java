package plaza.server;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import plaza.cluster.log.KafkaAssignment;
import plaza.cluster.log.KafkaGroup;
import plaza.cluster.log.KafkaLog;
import plaza.cluster.memory.RedisClusterBus;
import plaza.cluster.memory.RedisConnection;
import plaza.cluster.memory.RedisOneTimeValues;
import plaza.cluster.memory.RedisRateLimiter;
import plaza.cluster.search.OpenSearchIndex;
import plaza.core.port.LogException;
import plaza.core.port.PartitionAssignment;
import plaza.core.port.StoreException;
import plaza.core.product.Ports;
import plaza.embedded.memory.HeapCache;
import plaza.embedded.memory.HeapRateLimiter;
import plaza.server.config.ClusterConfig;
import plaza.server.config.ServeConfig;
import plaza.server.config.UnknownHosts;
import plaza.server.doctor.PartitionCounts;
import plaza.server.report.Reasons;
import plaza.sql.Database;
import plaza.sql.Partitions;
import plaza.sql.Replica;
import plaza.sql.StoreAudit;
import plaza.sql.StoreProbe;
import plaza.sql.dialect.MySql;

/// The adapters of the cluster deployment. Log and store must be there when a node starts; Redis
/// and OpenSearch may come later.
final class ClusterEngines {
  private static final Logger LOG = LoggerFactory.getLogger(ClusterEngines.class);

  private static final String ASK = "; plaza doctor --cluster FILE says what is wrong";

  private static final Remedies ADVICE = new Remedies(
      "check that all Kafka brokers are running, have free disk space, and have the topic" + ASK,
      "check that MariaDB answers and has free disk space" + ASK,
      "searches are late or rejected, everything else continues: check that OpenSearch answers; the index then catches up automatically"
          + ASK,
      "each node applies its share of the rate limits, tickets are rejected, and live streams are late by up to 5 s: check that Redis answers; nothing is lost"
          + ASK,
      "pages are served by the primary meanwhile: check that the replica answers and that its replication is running (SHOW REPLICA STATUS)"
          + ASK,
      "set the clock of this machine, and synchronise it with NTP: its time is stored with everything that is created here");

  private ClusterEngines() {}

  static Engines open(ClusterConfig config, ServeConfig.Role role) {
    requireKnownHosts(config);
    var opened = new CloseStack();
    try {
      return open(config, role, opened);
    } catch (LogException | StoreException e) {
      opened.close();
      throw new UserError("the cluster's engines can't be opened: " + reason(config, e));
    } catch (RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  /// Log and store must be found; what may come later is only logged.
  private static void requireKnownHosts(ClusterConfig config) {
    var unknown = UnknownHosts.of(config);
    var needed = unknown.stream()
        .filter(it -> it.all() && (it.key().equals("kafka") || it.key().equals("store")))
        .map(UnknownHosts::toString)
        .toList();
    if (!needed.isEmpty()) {
      throw new UserError(String.join(System.lineSeparator(), needed));
    }
    unknown.forEach(
        it -> LOG.atWarn().addKeyValue("hosts", it.hosts()).log(it.key() + ": unknown hosts"));
  }

  /// An engine that answers and is not as it must be fails without a cause: it may be that the
  /// partitions were counted differently.
  private static String reason(ClusterConfig config, RuntimeException failure) {
    var problem = failure.getCause() == null ? PartitionCounts.ask(config).problem() : "";
    return problem.isEmpty() ? Reasons.of(failure) : problem;
  }

  private static Engines open(ClusterConfig config, ServeConfig.Role role, CloseStack opened) {
    var random = new SecureRandom();
    var log = KafkaLog.open(config.kafka(), config.name(), config.partitions(), config.replicas());
    opened.add(log::close);
    var dialect = MySql.at(config.store().url(), config.store().login());
    var partitions = new Partitions(config.partitions());
    var database = config.store().replica().isEmpty()
        ? Database.open(dialect, partitions, random)
        : Database.replicated(
            dialect, dialect.replica(config.store().replica()), partitions, random);
    opened.add(database::close);
    var index = new OpenSearchIndex(
        config.search().address(),
        config.name(),
        config.partitions(),
        config.search().shape());
    opened.add(index::close);
    var redis = config.redis().client();
    opened.add(redis::shutdown);
    var buckets = new RedisConnection<>(redis::connect);
    buckets.open(_ -> LOG.atInfo().log("Redis is there"));
    opened.add(buckets::close);
    var pace = new RedisRateLimiter(
        buckets,
        config.name(),
        new HeapRateLimiter(System::nanoTime),
        config.nodes(),
        System::nanoTime);
    var clock = InstantSource.system();
    var primary = new StoreProbe(dialect.probing());
    opened.add(primary::close);
    var probes = new ClusterProbes(primary, clock);
    var watched = probes.of(log, database.store(), index, pace);
    if (!config.store().replica().isEmpty()) {
      var replica = new StoreProbe(dialect.replica(config.store().replica()));
      opened.add(replica::close);
      watched = probes.and(watched, replica);
    }
    var ports = new Ports(
        log,
        database.store(),
        database.rows(),
        index,
        new RedisOneTimeValues(buckets, config.name()),
        HeapCache::new);
    return new Engines(
        ports,
        pace,
        clock,
        new Elsewhere(database),
        new Sharing.Shared(
            new RedisClusterBus(redis, config.name(), random.nextLong()),
            shares(config, role),
            new RedisClusterBus(redis, config.name() + ":nodes", random.nextLong())),
        List.of(),
        watched,
        ADVICE,
        reads(database.replica().counts()),
        opened);
  }

  private static Map<String, LongSupplier> reads(Replica.Counts counts) {
    return Map.of(
        "served", counts.served()::sum, "behind", counts.behind()::sum, "away", counts.away()::sum);
  }

  /// That no node runs which takes part in the sharing.
  ///
  /// @throws Mistake one does
  static void requireNoNodes(ClusterConfig config) {
    var members = new KafkaGroup(config.kafka(), config.name()).members();
    if (members > 0) {
      throw new UserError("nodes of the cluster run (" + members
          + "): stop them all first; a node that died counts until its Kafka session ends");
    }
  }

  private static PartitionAssignment shares(ClusterConfig config, ServeConfig.Role role) {
    return switch (role) {
      case EDGE -> PartitionAssignment.none();
      case WORKER, ALL -> new KafkaAssignment(config.kafka(), config.name(), config.name());
    };
  }

  /// The engines look after what they keep, with tools of their own.
  private record Elsewhere(Database database) implements Maintenance {
    private static final String TOOLS = "the engines of a cluster have their own tools for this";

    @Override
    public void copyStore(Path file) {
      throw new StoreException(TOOLS);
    }

    @Override
    public void copyLog(Path file) {
      throw new StoreException(TOOLS);
    }

    @Override
    public List<String> storeProblems() {
      return List.of();
    }

    @Override
    public StoreAudit audit(StoreAudit.Depth depth) {
      return database.audit(depth);
    }

    @Override
    public List<String> logProblems() {
      return List.of();
    }

    @Override
    public List<String> indexProblems() {
      return List.of();
    }
  }
}
