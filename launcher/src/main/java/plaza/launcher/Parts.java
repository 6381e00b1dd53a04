package plaza.launcher;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import plaza.launcher.part.ClusterProperties;
import plaza.launcher.part.KafkaPart;
import plaza.launcher.part.MariaDbPart;
import plaza.launcher.part.NginxPart;
import plaza.launcher.part.NodePart;
import plaza.launcher.part.OpenSearchPart;
import plaza.launcher.part.Part;
import plaza.launcher.part.RedisPart;
import plaza.launcher.process.Programs;

/// The parts that a whole cluster has on one machine: every engine, two nodes, and nginx in front.
///
/// @param plaza the command of a node, up to the arguments of `plaza`
/// @param options of `plaza serve`, for both nodes
public record Parts(Layout layout, Programs programs, List<String> plaza, List<String> options) {
  private static final int NODES = 2;
  private static final int PARTITIONS = 16;
  private static final String NAME = "plaza";

  /// Ports above the balancer's. A node has its number, a broker its number and what is here.
  private static final int BROKER = 10;

  private static final int CONTROLLER = 20;
  private static final int STORE = 30;
  private static final int STORE_REPLICA = 31;
  private static final int REDIS = 40;
  private static final int SEARCH = 50;
  private static final int SEARCH_NODE = 51;

  /// In the order in which they are started. Those of a stage are started together. Nodes come one
  /// after the other: the first makes what is not there yet.
  public List<List<Part>> stages() {
    var stages = new ArrayList<List<Part>>();
    stages.add(engines());
    IntStream.rangeClosed(1, NODES).mapToObj(this::node).map(List::of).forEach(stages::add);
    stages.add(List.of(balancer()));
    return stages;
  }

  private int port(int above) {
    return layout.port() + above;
  }

  private Path directory(String name) {
    return layout.directory().resolve(name);
  }

  private List<Part> engines() {
    var brokers = IntStream.rangeClosed(1, layout.brokers()).mapToObj(id ->
        (Part) new KafkaPart(programs, directory("kafka-" + id), id, seats(), layout.id(), ""));
    var others = Stream.of(
        new RedisPart(programs, directory("redis"), port(REDIS), List.of()),
        new OpenSearchPart(programs, directory("opensearch"), port(SEARCH), port(SEARCH_NODE)));
    return Stream.of(brokers, store(), others)
        .flatMap(all -> all)
        .map(Part.class::cast)
        .toList();
  }

  private List<KafkaPart.Seat> seats() {
    return IntStream.rangeClosed(1, layout.brokers())
        .mapToObj(id -> new KafkaPart.Seat(port(BROKER + id), port(CONTROLLER + id)))
        .toList();
  }

  private Stream<Part> store() {
    var alone = server("mariadb", STORE, new MariaDbPart.Role.Alone());
    var primary = server("mariadb", STORE, new MariaDbPart.Role.Primary());
    var replica =
        server("mariadb-replica", STORE_REPLICA, new MariaDbPart.Role.Replica(port(STORE)));
    return layout.replica() ? Stream.of(primary, replica) : Stream.of(alone);
  }

  private Part server(String name, int port, MariaDbPart.Role role) {
    return new MariaDbPart(programs, name, directory(name), port(port), role, List.of());
  }

  private Path clusterFile() {
    return directory("cluster.properties");
  }

  private Part node(int number) {
    var name = "plaza-" + number;
    return new NodePart(name, directory(name), port(number), plaza, clusterFile(), options);
  }

  private Part balancer() {
    var nodes =
        IntStream.rangeClosed(1, NODES).mapToObj(n -> "127.0.0.1:" + port(n)).toList();
    return new NginxPart(
        programs, directory("nginx"), layout.port(), nodes, options.contains("--keys"));
  }

  /// Writes the file that names the engines to the nodes, unless it is there.
  public void writeClusterFile() {
    var brokers = seats().stream().map(seat -> "127.0.0.1:" + seat.port()).toList();
    var database = "/" + NAME + "?sslMode=disable";
    new ClusterProperties(
            NAME,
            PARTITIONS,
            brokers,
            layout.brokers(),
            "jdbc:mariadb://127.0.0.1:" + port(STORE) + database + "&createDatabaseIfNotExist=true",
            layout.replica() ? "jdbc:mariadb://127.0.0.1:" + port(STORE_REPLICA) + database : "",
            "redis://127.0.0.1:" + port(REDIS),
            "http://127.0.0.1:" + port(SEARCH))
        .template(programs)
        .writeOnce(clusterFile());
  }
}
