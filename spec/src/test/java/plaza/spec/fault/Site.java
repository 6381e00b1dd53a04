package plaza.spec.fault;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import plaza.contract.engine.ClusterFile;
import plaza.contract.engine.DatabaseServer;
import plaza.contract.engine.FreePort;
import plaza.contract.engine.KafkaServer;
import plaza.contract.engine.NginxServer;
import plaza.contract.engine.OpenSearchServer;
import plaza.contract.engine.RedisServer;
import plaza.spec.Commands;
import plaza.spec.Http;
import plaza.spec.PlazaServer;

/// A whole cluster of real processes: every engine, two nodes that take requests and apply, and a
/// balancer in front of them.
final class Site implements AutoCloseable {
  static final String NAME = "faults";
  private static final int NODES = 2;
  private static final int REPLICAS = 3;
  private static final Duration WHOLE_MAX = Duration.ofMinutes(3);

  /// What a node says whenever its share of the partitions changes.
  private static final Pattern SHARE =
      Pattern.compile("this node's partitions partitions=\"\\[(.*?)]");

  private final List<SmallDisk.Disks> disks;
  private final List<KafkaServer> brokers;
  private final DatabaseServer store;
  private final RedisServer redis;
  private final OpenSearchServer search;
  private final Path file;
  private final List<PlazaServer> nodes = new ArrayList<>();
  private final NginxServer balancer;

  private Site(Engines engines, List<SmallDisk.Disks> disks) {
    this.disks = disks;
    this.brokers = engines.brokers();
    this.store = engines.store();
    this.redis = engines.redis();
    this.search = engines.search();
    var directory = PlazaServer.temporary();
    var kafka = brokers.stream().map(KafkaServer::address).collect(Collectors.joining(","));
    var replicas = Math.min(brokers.size(), REPLICAS);
    this.file = new ClusterFile(NAME, ClusterFile.PARTITIONS, kafka, replicas, store, redis, search)
        .in(directory);
    var addresses = new ArrayList<String>();
    for (int node = 0; node < NODES; node++) {
      var port = FreePort.next();
      addresses.add("127.0.0.1:" + port);
      // With a rate that nobody reaches, so that Redis is asked.
      nodes.add(PlazaServer.on(
          directory, "--cluster", file.toString(), "--port", "" + port, "--rate", "1000000"));
    }
    this.balancer = new NginxServer(addresses);
  }

  private record Engines(
      List<KafkaServer> brokers,
      DatabaseServer store,
      RedisServer redis,
      OpenSearchServer search) {}

  /// Starts everything.
  static Site of(int brokers) throws Exception {
    return of(brokers, List.of());
  }

  /// Starts everything, with the store and the first broker on disks that can be filled.
  ///
  /// @param disks which the site closes; none: they are where all the rest is
  static Site of(int brokers, List<SmallDisk.Disks> disks) throws Exception {
    var stores = disks.stream().map(it -> it.store().directory()).toList();
    var logs = disks.stream().map(it -> it.log().directory()).toList();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var kafka = threads.submit(() -> KafkaServer.cluster(brokers, logs));
      var store = threads.submit(() -> DatabaseServer.on(stores));
      var search = threads.submit(OpenSearchServer::new);
      var engines = new Engines(kafka.get(), store.get(), new RedisServer(), search.get());
      return new Site(engines, disks);
    }
  }

  SmallDisk.Disks disks() {
    return disks.getFirst();
  }

  List<KafkaServer> brokers() {
    return brokers;
  }

  DatabaseServer store() {
    return store;
  }

  RedisServer redis() {
    return redis;
  }

  OpenSearchServer search() {
    return search;
  }

  List<PlazaServer> nodes() {
    return nodes;
  }

  /// The brokers' addresses.
  String kafka() {
    return brokers.stream().map(KafkaServer::address).collect(Collectors.joining(","));
  }

  /// What clients speak to.
  Http http() {
    return Http.ofAnother(balancer.url());
  }

  Rows rows() {
    return new Rows(store, NAME);
  }

  /// The partitions that a node says it has.
  Set<Integer> share(PlazaServer node) {
    var share = new TreeSet<Integer>();
    var said = SHARE.matcher(node.output()).results().map(it -> it.group(1)).toList();
    if (!said.isEmpty() && !said.getLast().isEmpty()) {
      for (var partition : said.getLast().split(", ", -1)) {
        share.add(Integer.valueOf(partition));
      }
    }
    return share;
  }

  /// Waits until a node has all partitions.
  void awaitAll(PlazaServer node) {
    Awaitility.await("the other node's partitions")
        .atMost(WHOLE_MAX)
        .until(() -> share(node).size() == ClusterFile.PARTITIONS);
  }

  /// Waits until every node says that it serves, changes too.
  void awaitWhole() {
    for (var node : nodes) {
      Awaitility.await("a node that is ready")
          .atMost(WHOLE_MAX)
          .ignoreExceptions()
          .untilAsserted(() -> {
            var answer = node.http().get("/ready");
            if (answer.status() != 200 || !answer.json().at("/serves/writes").asBoolean()) {
              throw new AssertionError(answer.text());
            }
          });
    }
  }

  /// Waits until a node says this of itself.
  void awaitTrouble(String words) {
    Awaitility.await(words)
        .atMost(WHOLE_MAX)
        .ignoreExceptions()
        .until(() ->
            nodes.stream().anyMatch(node -> node.http().get("/ready").text().contains(words)));
  }

  /// Waits until every node says of a part that it is in trouble.
  void awaitTroubleOf(String part) {
    awaitEach(part, ready -> !ready.path("parts").path(part).asText("ok").equals("ok"));
  }

  /// Waits until no node says that all is well.
  void awaitNotReady() {
    awaitEach("trouble", ready -> !ready.path("status").asText().equals("ready"));
  }

  private void awaitEach(String words, Predicate<JsonNode> wanted) {
    for (var node : nodes) {
      Awaitility.await(words)
          .atMost(WHOLE_MAX)
          .ignoreExceptions()
          .until(() -> wanted.test(node.http().get("/ready").json()));
    }
  }

  /// What `plaza doctor --cluster` says.
  Commands.Run doctor() throws Exception {
    return Commands.run("doctor", "--cluster", file.toString());
  }

  /// Starts all nodes, which were stopped or killed.
  void startNodes() throws InterruptedException, ExecutionException {
    atOnce(PlazaServer::start);
  }

  /// Does something to every node at the same time: starts and stops take seconds.
  private void atOnce(Consumer<PlazaServer> does) throws InterruptedException, ExecutionException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var all = new ArrayList<Future<?>>();
      nodes.forEach(node -> all.add(threads.submit(() -> does.accept(node))));
      for (var one : all) {
        one.get();
      }
    }
  }

  /// Accepts a loss: all nodes are stopped for it.
  String acceptLoss() throws Exception {
    atOnce(PlazaServer::stop);
    var run = Commands.run("log", "accept-loss", "--cluster", file.toString());
    if (run.code() != 0) {
      throw new AssertionError("the loss was not accepted: " + run.output());
    }
    startNodes();
    return run.output();
  }

  @Override
  public void close() {
    balancer.close();
    nodes.forEach(PlazaServer::close);
    search.close();
    redis.close();
    store.close();
    brokers.forEach(KafkaServer::close);
    disks.forEach(SmallDisk.Disks::close);
  }
}
