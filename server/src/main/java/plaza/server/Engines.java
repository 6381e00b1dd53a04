package plaza.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import plaza.core.port.LogException;
import plaza.core.port.RateLimiter;
import plaza.core.port.StoreException;
import plaza.core.product.Ports;
import plaza.core.work.ComputePool;
import plaza.embedded.log.DiskSpace;
import plaza.embedded.log.SqliteLog;
import plaza.embedded.memory.HeapCache;
import plaza.embedded.memory.HeapOneTimeValues;
import plaza.embedded.memory.HeapRateLimiter;
import plaza.embedded.search.LuceneIndex;
import plaza.server.report.Reasons;
import plaza.sql.Database;
import plaza.sql.Partitions;
import plaza.sql.StoreAudit;
import plaza.sql.dialect.Sqlite;

/// The adapters of a deployment, open.
///
/// @param controls where commands on this machine speak to anyone who has them; nowhere in a
///     cluster
/// @param replicaReads how many reads asked a replica of the store, by what became of them
/// @param watched what is asked of engines all the time; empty: whether log and store answer
record Engines(
    Ports ports,
    RateLimiter rates,
    InstantSource clock,
    Maintenance upkeep,
    Sharing sharing,
    List<Path> controls,
    List<Watch.Asked> watched,
    Remedies advice,
    Map<String, LongSupplier> replicaReads,
    CloseStack opened)
    implements AutoCloseable {
  /// The embedded deployment is a cluster of one partition.
  private static final int EMBEDDED_PARTITIONS = 1;

  /// A disk that has not answered for so long counts as away.
  private static final Duration ANSWER_MAX = Duration.ofSeconds(3);

  private static final Remedies ADVICE = new Remedies(
      "check the disk, then run plaza doctor: docs/running.md, \"When data is damaged\"",
      "check the disk, then run plaza doctor: docs/running.md, \"When data is damaged\"",
      "searches are late or rejected, everything else continues: check that search/ has free space and is writable; if it is damaged, delete it, and the next start rebuilds it",
      "nothing is lost",
      "nothing is lost",
      "set the machine's clock");

  static Engines of(Deployment deployment) {
    return switch (deployment) {
      case Deployment.Embedded(var directory) -> {
        Sqlite.loadLibrary();
        var data = DataDirectory.take(directory);
        try {
          yield embedded(data);
        } catch (LogException | StoreException | UncheckedIOException | IOException e) {
          data.close();
          throw new UserError("the data directory " + directory + " can't be opened: "
              + Reasons.of(e) + "; docs/running.md says what to do when data is damaged");
        }
      }
      case Deployment.Cluster(var config, var role) -> ClusterEngines.open(config, role);
    };
  }

  private static Engines embedded(DataDirectory data) throws IOException {
    RandomGenerator random = new SecureRandom();
    var halt = new FatalExit();
    var files = data.files();
    files.makeFiles();
    var room = DiskSpace.in(files.directory(), System::nanoTime);
    var log = SqliteLog.open(files.log(), EMBEDDED_PARTITIONS, room, random, halt);
    var sqlite = new Sqlite(files.store(), halt);
    var database = Database.open(sqlite, new Partitions(EMBEDDED_PARTITIONS), random);
    // Two at least: a search may take seconds, and no application has all of them.
    var searches =
        new ComputePool("search", Math.max(2, Runtime.getRuntime().availableProcessors()));
    var index = LuceneIndex.open(files.index(), searches);
    var opened = new CloseStack();
    List.<Runnable>of(data::close, log::close, database::close, index::close, searches::close)
        .forEach(opened::add);
    var ports = new Ports(
        log,
        database.store(),
        database.rows(),
        index,
        new HeapOneTimeValues(System::nanoTime),
        HeapCache::new);
    return new Engines(
        ports,
        new HeapRateLimiter(System::nanoTime),
        InstantSource.system(),
        new EmbeddedUpkeep(sqlite, database, log, index),
        new Sharing.Alone(),
        List.of(files.control()),
        List.of(),
        ADVICE,
        Map.of(),
        opened);
  }

  /// What engines are asked all the time.
  List<Watch.Asked> questions() {
    return watched.isEmpty()
        ? List.of(
            new Watch.Asked("log", () -> ports.log().end(0), ANSWER_MAX),
            new Watch.Asked("store", () -> ports.store().progress(0), ANSWER_MAX))
        : watched;
  }

  private record EmbeddedUpkeep(
      Sqlite sqlite, Database database, SqliteLog openLog, LuceneIndex openIndex)
      implements Maintenance {
    @Override
    public void copyStore(Path file) {
      sqlite.copyTo(file);
      Database.endLife(new Sqlite(file, sqlite.halt()));
    }

    @Override
    public void copyLog(Path file) {
      openLog.copyTo(file);
    }

    @Override
    public List<String> storeProblems() {
      return sqlite.integrityProblems();
    }

    @Override
    public StoreAudit audit(StoreAudit.Depth depth) {
      return database.audit(depth);
    }

    @Override
    public List<String> logProblems() {
      return openLog.integrityProblems();
    }

    @Override
    public List<String> indexProblems() {
      return openIndex.integrityProblems();
    }
  }

  @Override
  public void close() {
    opened.close();
  }
}
