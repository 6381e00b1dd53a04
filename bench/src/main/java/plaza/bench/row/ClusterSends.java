package plaza.bench.row;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import plaza.bench.Setup;
import plaza.bench.measure.Loaded;
import plaza.bench.measure.PlazaServer;
import plaza.bench.measure.Running;
import plaza.bench.measure.Side;
import plaza.bench.measure.Wrk;
import plaza.bench.peer.RawKafka;
import plaza.bench.peer.RawMariaDb;
import plaza.bench.report.Goal;
import plaza.bench.report.Line;
import plaza.bench.report.Results;
import plaza.contract.engine.ClusterFile;
import plaza.contract.engine.DatabaseServer;
import plaza.contract.engine.KafkaServer;
import plaza.contract.engine.NginxServer;
import plaza.contract.engine.OpenSearchServer;
import plaza.contract.engine.RedisServer;

/// Messages that are sent to a cluster, one by one and in bulks: one of each engine and a node, all
/// on this machine. Against the engines alone, and against what one would write by hand. The CPU
/// time is that of the node, or of the peer's client: that of the engines is not counted.
public final class ClusterSends implements Row {
  private static final int CHATS = Bulks.CHATS;
  private static final int CONNECTIONS = 64;

  /// More who wait make larger batches, and each message's share of a batch smaller.
  private static final int MANY_CONNECTIONS = 256;

  /// One for each core that applies: few, so that many messages share a batch.
  private static final int PARTITIONS = Runtime.getRuntime().availableProcessors();

  /// How many times as long as other rows it warms up: the JVMs of all engines compile beside the
  /// node's, and for minutes that is half of what there is to measure.
  private static final int WARM_UPS = 16;

  private static final Goal OF_ENGINES = new Goal.AtLeast(0.5);
  private static final Goal OF_BY_HAND = new Goal.AtLeast(5);
  private static final Goal MEDIAN_MILLIS = new Goal.AtMost(15);

  @Override
  public String name() {
    return "cluster";
  }

  @Override
  public boolean ofCluster() {
    return true;
  }

  @Override
  public String about() {
    return "sends and bulks to a node of a cluster, against Kafka and MariaDB alone";
  }

  @Override
  public void run(Setup setup, Results results) throws IOException, InterruptedException {
    System.err.println("cluster");
    try (var kafka = new KafkaServer();
        var store = new DatabaseServer();
        var redis = new RedisServer();
        var search = new OpenSearchServer()) {
      var directory = Files.createDirectories(setup.scratch().resolve("cluster"));
      var file = new ClusterFile("bench", PARTITIONS, kafka.address(), 1, store, redis, search)
          .in(directory);
      var command = setup.plaza("serve", "--cluster", file.toString(), "--port", "0");
      try (var plaza = new PlazaServer(Running.start(command))) {
        var load = new Load(setup, plaza, plaza.chats(CHATS));
        warmUp(load);
        againstEngines(load, kafka, store, results);
        withoutRedis(load, redis, results);
        twoNodes(load, command, results);
      }
    }
  }

  private static void warmUp(Load load) throws IOException, InterruptedException {
    var pace = load.setup().pace();
    var longer = new Side.Pace(1, pace.warmUp().multipliedBy(WARM_UPS), pace.round());
    Side.alternate(longer, load.side("all engines", load.plaza().running().url(), ""));
  }

  private void againstEngines(Load load, KafkaServer kafka, DatabaseServer store, Results results)
      throws IOException, InterruptedException {
    var setup = load.setup();
    var direct = load.plaza().running().url();
    var sends = load.side("Plaza, 201", direct, "");
    var queued = load.side("Plaza, 202", direct, "respond-async");
    var many = load.many("Plaza, 201, many connections", direct);
    var bulks = load.bulks("Plaza, bulks", direct);
    var log = new RawKafka(kafka.address(), setup.texts(), PARTITIONS);
    var rows = new RawMariaDb(store.url("raw"), store.user(), setup.texts(), CHATS);
    var producer = new Side("Kafka, one producer", log::run);
    var batches = new Side("MariaDB, batches of 1,000", rows::batches);
    var byHand =
        new Side("MariaDB, a transaction a message", time -> rows.byHand(CONNECTIONS, time));
    Side.alternate(setup.pace(), sends, queued, many, bulks, producer, batches, byHand);

    var slower = producer.rate().median() < batches.rate().median() ? producer : batches;
    for (var engine : List.of(producer, batches)) {
      var goal = engine == slower ? OF_ENGINES : Goal.none();
      results.add(Line.rates(name(), what("201"), sends, engine, goal));
      results.add(Line.rates(name(), what("202"), queued, engine, goal));
    }
    results.add(Line.rates(name(), what("201"), sends, byHand, OF_BY_HAND));
    var whatMany = "sends/s, 201, " + MANY_CONNECTIONS + " connections";
    results.add(Line.rates(name(), whatMany, many, byHand, OF_BY_HAND));
    var whatBulks =
        "messages/s, bulks of " + Bulks.SIZE + ", " + Bulks.CONNECTIONS + " connections";
    results.add(Line.rates(name(), whatBulks, bulks, batches, OF_ENGINES));
    results.add(Line.alone(name(), "ms, median of a 201", sends, sends.p50Millis(), MEDIAN_MILLIS));
    results.add(Line.alone(name(), "ms, p99 of a 201", sends, sends.p99Millis(), Goal.none()));
    results.add(Line.alone(name(), "ms, median of a 202", queued, queued.p50Millis(), Goal.none()));
    results.add(Line.alone(name(), "ms, p99 of a 202", queued, queued.p99Millis(), Goal.none()));
  }

  private void withoutRedis(Load load, RedisServer redis, Results results)
      throws IOException, InterruptedException {
    var direct = load.plaza().running().url();
    var with = load.side("with Redis", direct, "");
    Side.alternate(load.setup().pace(), with);
    redis.kill();
    var without = load.side("Plaza, Redis away", direct, "");
    Side.alternate(load.setup().pace(), without);
    redis.start();
    results.add(Line.rates(name(), what("201") + ", Redis away", without, with, Goal.none()));
  }

  private void twoNodes(Load load, List<String> command, Results results)
      throws IOException, InterruptedException {
    var own = URI.create(load.plaza().running().url());
    var one = behindNginx(load, "one node behind nginx", List.of(own.getAuthority()));
    try (var second = Running.start(command)) {
      var nodes = List.of(own.getAuthority(), URI.create(second.url()).getAuthority());
      var two = behindNginx(load, "two nodes behind nginx", nodes);
      results.add(Line.rates(name(), what("201") + ", two nodes", two, one, Goal.none()));
    }
  }

  private static Side behindNginx(Load load, String name, List<String> nodes)
      throws IOException, InterruptedException {
    try (var nginx = new NginxServer(nodes)) {
      var side = load.side(name, nginx.url(), "");
      Side.alternate(load.setup().pace(), side);
      return side;
    }
  }

  private static String what(String status) {
    return "sends/s, " + status + ", " + CONNECTIONS + " connections";
  }

  /// The same load, on anyone who takes it.
  private record Load(Setup setup, PlazaServer plaza, String chats) {
    /// @param prefer what the requests prefer; empty: nothing
    Side side(String name, String url, String prefer) {
      return sends(name, url, prefer, CONNECTIONS);
    }

    Side many(String name, String url) {
      return sends(name, url, "", MANY_CONNECTIONS);
    }

    private Side sends(String name, String url, String prefer, int connections) {
      var settings = Map.of(
          "BENCH_PATH", chats, "BENCH_CHATS", Integer.toString(CHATS), "BENCH_PREFER", prefer);
      return side(name, time -> new Wrk.Load("send.lua", url, connections, time, settings), 1);
    }

    Side bulks(String name, String url) {
      return side(name, time -> Bulks.load(url, chats, time), Bulks.SIZE);
    }

    /// @param messages of each request
    private Side side(String name, Function<Duration, Wrk.Load> load, int messages) {
      return new Side(name, time -> Loaded.changes(setup.wrk(), load.apply(time), plaza, messages));
    }
  }
}
