package plaza.launcher.part;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import plaza.launcher.process.Programs;

/// A Kafka broker, which is a controller too: alone, or one of several.
///
/// @param id from 1 on
/// @param seats where all brokers are, in the order of their ids
/// @param cluster the id of the cluster, 16 bytes in Base64
/// @param settings lines of its properties, beside those that it always has
public record KafkaPart(
    Programs programs, Path directory, int id, List<Seat> seats, String cluster, String settings)
    implements Part {
  private static final int REPLICAS_MAX = 3;

  /// A request for the versions of the broker's interface, which everybody may make: its
  /// length, the number and version of the call, its own number, and no name of a client.
  private static final byte[] VERSIONS = {0, 0, 0, 10, 0, 18, 0, 0, 0, 0, 0, 1, -1, -1};

  /// Where a broker listens.
  public record Seat(int port, int controllerPort) {}

  @Override
  public String name() {
    return "kafka-" + id;
  }

  private Seat seat() {
    return seats.get(id - 1);
  }

  @Override
  public String address() {
    return "127.0.0.1:" + seat().port();
  }

  @Override
  public List<Integer> ports() {
    return List.of(seat().port(), seat().controllerPort());
  }

  private Path configuration() {
    return directory.resolve("server.properties");
  }

  @Override
  public void prepare(Runner runner) {
    var replicas = Math.min(seats.size(), REPLICAS_MAX);
    var insync = Math.max(1, replicas - 1);
    var listener = "PLAINTEXT://" + address();
    var voters = IntStream.rangeClosed(1, seats.size())
        .mapToObj(it -> it + "@127.0.0.1:" + seats.get(it - 1).controllerPort())
        .collect(Collectors.joining(","));
    Template.of(programs.example("kafka.properties"))
        .set("node.id", id)
        .set("listeners", listener + ",CONTROLLER://127.0.0.1:" + seat().controllerPort())
        .set("advertised.listeners", listener)
        .set("log.dirs", directory.resolve("data"))
        .set("controller.quorum.voters", voters)
        .set("offsets.topic.replication.factor", replicas)
        .set("transaction.state.log.replication.factor", replicas)
        .set("transaction.state.log.min.isr", insync)
        .set("share.coordinator.state.topic.replication.factor", replicas)
        .set("share.coordinator.state.topic.min.isr", insync)
        .add("# One machine, small and soon there.")
        .add("group.initial.rebalance.delay.ms=0")
        .add("log.cleaner.dedupe.buffer.size=8388608")
        .add(settings)
        .writeOnce(configuration());
    if (!Files.exists(directory.resolve("data/meta.properties"))) {
      runner.run(
          directory.resolve("format.log"),
          java("kafka.tools.StorageTool", "format", "-t", cluster, "-c", file()));
    }
  }

  private String file() {
    return configuration().toString();
  }

  @Override
  public List<String> command() {
    return java("kafka.Kafka", file());
  }

  private List<String> java(String... arguments) {
    var flags = List.of(
        "-Xmx512m",
        "-XX:+UseSerialGC",
        "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
        "-Dorg.slf4j.simpleLogger.log.kafka.server.KafkaRaftServer=info");
    return programs.java(
        flags, programs.built("engine/kafka/target/lib") + "/*", List.of(arguments));
  }

  @Override
  public boolean answers() {
    return Probe.answers(seat().port(), VERSIONS, new byte[0]);
  }
}
