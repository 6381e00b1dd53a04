package plaza.server.doctor;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntToLongFunction;
import java.util.random.RandomGenerator;
import plaza.cluster.log.KafkaCheckup;
import plaza.cluster.memory.RedisCheckup;
import plaza.cluster.search.OpenSearchCheckup;
import plaza.core.pipeline.LogConsistency;
import plaza.core.port.LogException;
import plaza.core.port.StoreException;
import plaza.server.config.ClusterConfig;
import plaza.server.config.UnknownHosts;
import plaza.sql.Database;
import plaza.sql.Partitions;
import plaza.sql.StoreAudit;
import plaza.sql.StoreProbe;
import plaza.sql.dialect.MySql;
import plaza.sql.dialect.MySqlCheckup;

/// Checks every engine of a cluster, whether its nodes are running or not, and compares log,
/// store and index. It changes nothing.
///
/// @param random for nothing that is kept
public record ClusterDoctor(ClusterConfig config, RandomGenerator random) {
  /// How many partitions are named.
  private static final int NAMED_MAX = 8;

  /// How often log and store are compared again, in all, before it is reported that they do not
  /// fit.
  private static final int COMPARED_AGAIN = 6;

  /// How many rows of a table are read while a cluster is in use.
  private static final long ROWS_MAX = 10_000;

  /// An index that is further behind than this is no longer just a little late.
  private static final long LATE = 100_000;

  /// As in `/ready`: how far the replica may be behind.
  private static final Duration REPLICA_LAG_MAX = Duration.ofSeconds(10);

  public void examine(Findings findings) {
    UnknownHosts.of(config)
        .forEach(it -> findings.trouble(it + ": check the cluster's file, and the name server"));
    var name = config.name();
    var wanted = new KafkaCheckup.Wanted(name, config.partitions(), config.replicas());
    var log = KafkaCheckup.of(config.kafka(), wanted, findings);
    var store = config.store();
    var there = MySqlCheckup.of(
        store.url(), store.login(), MySqlCheckup.Part.PRIMARY, config.nodes(), findings);
    var copied = !store.replica().isEmpty()
        && MySqlCheckup.of(
            store.replica(), store.login(), MySqlCheckup.Part.REPLICA, config.nodes(), findings);
    RedisCheckup.of(config.redis(), findings);
    var index =
        OpenSearchCheckup.of(config.search().address(), name, config.partitions(), findings);
    try {
      if (there) {
        examineStore(log, index, copied, findings);
      }
    } finally {
      log.ifPresent(KafkaCheckup.Found::close);
    }
  }

  private void examineStore(
      Optional<KafkaCheckup.Found> log,
      Optional<OpenSearchCheckup.Fed> index,
      boolean copied,
      Findings findings) {
    if (!examinePartitions(log, findings)) {
      return;
    }
    try (var database = look()) {
      log.ifPresent(found -> examineLog(found, database, findings));
      database.audit(new StoreAudit.Depth(ROWS_MAX, findings, _ -> {})).examine();
      index.ifPresent(fed -> examineIndex(fed, database, findings));
      if (copied) {
        examineReplica(database, findings);
      }
    } catch (StoreException e) {
      findings.trouble("the store's rows: " + e.getMessage()
          + ": if no node has started yet, the first one creates them");
    } catch (LogException e) {
      findings.trouble("the log's extent: " + e.getMessage());
    }
  }

  /// Whether the file, the topic and the store agree on how many partitions the log has.
  private boolean examinePartitions(Optional<KafkaCheckup.Found> log, Findings findings) {
    var counts = new PartitionCounts(
        config.name(),
        config.partitions(),
        log.map(KafkaCheckup.Found::inTopic).orElse(0),
        PartitionCounts.inStore(config));
    if (!counts.problem().isEmpty()) {
      findings.trouble(counts.problem());
      return false;
    }
    if (!counts.remark().isEmpty()) {
      findings.saw(counts.remark());
    }
    return true;
  }

  private Database look() {
    return Database.look(dialect(), new Partitions(config.partitions()), random);
  }

  private MySql dialect() {
    return MySql.at(config.store().url(), config.store().login());
  }

  private void examineLog(KafkaCheckup.Found log, Database database, Findings findings) {
    var lags = new TreeMap<Integer, Long>();
    var check = new ProgressCheck(findings, COMPARED_AGAIN);
    long events = 0;
    for (int p = 0; p < log.partitions(); p++) {
      var partition = p;
      var fit = check.examine(
          "partition " + partition, () -> LogConsistency.of(partition, log, database.store()));
      lags.put(partition, ProgressCheck.lag(fit));
      events += log.end(partition) - log.start(partition);
      var dead = database.store().deadLetters(partition, 0, Long.MAX_VALUE).size();
      if (dead > 0) {
        findings.saw("  partition " + partition + ": " + dead
            + " events could not be read and were skipped");
      }
    }
    findings.saw("the log holds " + events + " events, " + told(lags, "not applied yet"));
  }

  private void examineIndex(OpenSearchCheckup.Fed fed, Database database, Findings findings) {
    if (!fed.epoch().equals(database.store().epoch())) {
      findings.trouble("the search index is of another epoch of the store: the nodes rebuild it, "
          + "if one runs with --role all or worker");
      return;
    }
    var lags =
        lags(partition -> database.chats().newestChange(partition) - fed.position(partition));
    var line = "the search index: changes of messages, " + told(lags, "not searchable yet");
    if (sum(lags) > LATE) {
      findings.trouble(line + ": more nodes with --role worker, or a faster OpenSearch");
    } else {
      findings.saw(line);
    }
  }

  private void examineReplica(Database database, Findings findings) {
    try (var copy = Database.look(
        dialect().replica(config.store().replica()), new Partitions(config.partitions()), random)) {
      var behind = lags(partition -> database.store().progress(partition).position()
          - copy.store().progress(partition).position());
      findings.saw("the store's replica: changes, " + told(behind, "not there yet"));
      examineFollowing(findings);
    } catch (StoreException e) {
      findings.trouble("the store's replica: " + e.getMessage()
          + ": check that it follows the primary (SHOW REPLICA STATUS)");
    }
  }

  /// Nodes write a row every second: on a replica that follows it is nearly as new.
  private void examineFollowing(Findings findings) {
    var dialect = dialect();
    try (var primary = new StoreProbe(dialect);
        var copy = new StoreProbe(dialect.replica(config.store().replica()))) {
      // In this order: the replica may be asked later, and has then more.
      var written = primary.written().orElse(Instant.MIN);
      var there = copy.written().orElse(written);
      if (written.isAfter(there.plus(REPLICA_LAG_MAX))) {
        findings.trouble("the store's replica does not follow: it is "
            + Duration.between(there, written).toSeconds()
            + " s behind: check SHOW REPLICA STATUS, and start its replication again");
      }
    }
  }

  private Map<Integer, Long> lags(IntToLongFunction lag) {
    var lags = new TreeMap<Integer, Long>();
    for (int partition = 0; partition < config.partitions(); partition++) {
      lags.put(partition, Math.max(0, lag.applyAsLong(partition)));
    }
    return lags;
  }

  private static long sum(Map<Integer, Long> lags) {
    return lags.values().stream().mapToLong(Long::longValue).sum();
  }

  /// All together, and those that have some.
  private static String told(Map<Integer, Long> lags, String what) {
    var late = lags.entrySet().stream().filter(lag -> lag.getValue() > 0).toList();
    var named = late.stream()
        .limit(NAMED_MAX)
        .map(lag -> "partition " + lag.getKey() + ": " + lag.getValue())
        .toList();
    var more = late.size() > NAMED_MAX ? ", …" : "";
    return sum(lags) + " " + what
        + (late.isEmpty() ? "" : " (" + String.join(", ", named) + more + ")");
  }
}
