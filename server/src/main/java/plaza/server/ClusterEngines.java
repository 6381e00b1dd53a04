package plaza.server;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import plaza.cluster.log.KafkaGroup;
import plaza.cluster.log.KafkaLog;
import plaza.cluster.log.KafkaShares;
import plaza.cluster.memory.RedisConnection;
import plaza.cluster.memory.RedisLive;
import plaza.cluster.memory.RedisOneTimeValues;
import plaza.cluster.memory.RedisPace;
import plaza.cluster.search.OpenSearchIndex;
import plaza.core.port.LogException;
import plaza.core.port.Shares;
import plaza.core.port.StoreException;
import plaza.embedded.memory.HeapCache;
import plaza.embedded.memory.HeapPace;
import plaza.server.config.ClusterConfig;
import plaza.server.config.ServeConfig;
import plaza.server.report.Reasons;
import plaza.sql.Database;
import plaza.sql.Partitions;
import plaza.sql.Replica;
import plaza.sql.dialect.MySql;

/// The adapters of the cluster deployment. Log and store must be there when a node starts; Redis
/// and OpenSearch may come later.
final class ClusterEngines {
  private static final Logger LOG = LoggerFactory.getLogger(ClusterEngines.class);

  private static final String ASK = "; plaza doctor --cluster FILE says what is wrong";

  private static final Advice ADVICE = new Advice(
      "see that Kafka answers and has its topic" + ASK,
      "see that MariaDB answers" + ASK,
      "searches are late or refused, the rest goes on: see that OpenSearch answers; what it missed "
          + "is fed by itself" + ASK,
      "each node limits for its share, tickets are refused, and live streams are late by up to "
          + "5 s: see that Redis answers; nothing is lost" + ASK,
      "pages are served by the primary meanwhile: see that the replica answers" + ASK);

  private ClusterEngines() {}

  static Engines open(ClusterConfig config, ServeConfig.Role role) {
    var opened = new Opened();
    try {
      return open(config, role, opened);
    } catch (LogException | StoreException e) {
      opened.close();
      throw new Mistake("the cluster's engines can't be opened: " + Reasons.of(e));
    } catch (RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  private static Engines open(ClusterConfig config, ServeConfig.Role role, Opened opened) {
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
    var pace =
        new RedisPace(buckets, new HeapPace(System::nanoTime), config.nodes(), System::nanoTime);
    return new Engines(
        log,
        database.store(),
        database.tenants(),
        database.chats(),
        database.links(),
        database.codes(),
        database.visits(),
        index,
        pace,
        new RedisOneTimeValues(buckets, config.name()),
        HeapCache::new,
        InstantSource.system(),
        new Elsewhere(),
        new Sharing.Shared(
            new RedisLive(redis, config.name(), random.nextLong()), shares(config, role)),
        List.of(),
        watched(config, pace, database.replica()),
        ADVICE,
        reads(database.replica().counts()),
        opened);
  }

  /// Engines that a node can do without for a time.
  private static List<Watch.Asked> watched(ClusterConfig config, RedisPace pace, Replica replica) {
    var memory = new Watch.Asked("memory", pace::ask);
    return config.store().replica().isEmpty()
        ? List.of(memory)
        : List.of(memory, new Watch.Asked("replica", replica::ask));
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
      throw new Mistake("nodes of the cluster run (" + members
          + "): stop them all first; one that died counts until Kafka misses it");
    }
  }

  private static Shares shares(ClusterConfig config, ServeConfig.Role role) {
    return switch (role) {
      case EDGE -> Shares.none();
      case WORKER, ALL -> new KafkaShares(config.kafka(), config.name(), config.name());
    };
  }

  /// The engines look after what they keep, with tools of their own.
  private record Elsewhere() implements Upkeep {
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
    public List<String> logProblems() {
      return List.of();
    }

    @Override
    public List<String> indexProblems() {
      return List.of();
    }
  }
}
