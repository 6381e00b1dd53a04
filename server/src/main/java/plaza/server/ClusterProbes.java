package plaza.server;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import plaza.cluster.log.KafkaLog;
import plaza.cluster.memory.RedisRateLimiter;
import plaza.cluster.search.OpenSearchIndex;
import plaza.core.port.Store;
import plaza.core.port.StoreException;
import plaza.sql.StoreProbe;

/// The probes that a node runs against the engines of a cluster every second.
final class ClusterProbes {
  /// An engine that has not answered for so long is in trouble.
  private static final Duration ANSWER_MAX = Duration.ofSeconds(1);

  /// How far a node's clock may be off the store's. Times of rows come from the nodes.
  static final Duration CLOCK_OFF_MAX = Duration.ofSeconds(5);

  /// How far the store's replica may be behind.
  static final Duration REPLICA_LAG_MAX = Duration.ofSeconds(10);

  private static final Logger LOGGER = LoggerFactory.getLogger(ClusterProbes.class);

  private final StoreProbe primary;
  private final InstantSource clock;

  /// The store's time at its first and its newest commit.
  private volatile Instant first = Instant.MAX;

  private volatile Instant newest = Instant.MIN;

  /// How far this node's clock is ahead of the store's.
  private volatile Duration ahead = Duration.ZERO;

  private boolean off;

  ClusterProbes(StoreProbe primary, InstantSource clock) {
    this.primary = primary;
    this.clock = clock;
  }

  List<Watch.Asked> of(KafkaLog log, Store store, OpenSearchIndex index, RedisRateLimiter pace) {
    return List.of(
        asked("log", log::ask),
        asked("log-replicas", log::askReplicas),
        asked("store", this::commit),
        asked(Readiness.STORE_READS, () -> store.progress(0)),
        asked(Readiness.SEARCH, index::ask),
        asked("memory", pace::ask),
        asked("clock", this::requireClock));
  }

  /// As [#of], and whether the replica follows.
  List<Watch.Asked> and(List<Watch.Asked> others, StoreProbe replica) {
    var all = new ArrayList<>(others);
    all.add(asked("replica", () -> requireFollowing(replica)));
    return all;
  }

  private static Watch.Asked asked(String name, Watch.Question question) {
    return new Watch.Asked(name, question, ANSWER_MAX);
  }

  private void commit() {
    var before = clock.instant();
    var theirs = primary.write();
    var took = Duration.between(before, clock.instant());
    ahead = Duration.between(theirs, before.plus(took.dividedBy(2)));
    first = theirs.isBefore(first) ? theirs : first;
    newest = theirs;
  }

  private void requireClock() {
    var now = ahead;
    var isOff = now.abs().compareTo(CLOCK_OFF_MAX) > 0;
    var words = "this node is " + now.abs().toSeconds() + " s "
        + (now.isNegative() ? "behind" : "ahead of") + " the store";
    if (isOff && !off) {
      LOGGER
          .atWarn()
          .log("the clock is off: " + words + "; the times of what it creates are wrong");
    }
    off = isOff;
    if (isOff) {
      throw new IllegalStateException(words);
    }
  }

  /// A replica that has nothing yet is behind since the first commit.
  private void requireFollowing(StoreProbe replica) {
    var has = replica.written().orElse(first);
    if (newest.isAfter(has) && Duration.between(has, newest).compareTo(REPLICA_LAG_MAX) > 0) {
      throw new StoreException("the replica does not follow: it is "
          + Duration.between(has, newest).toSeconds() + " s behind its primary");
    }
  }
}
