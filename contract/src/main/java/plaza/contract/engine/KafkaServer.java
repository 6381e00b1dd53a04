package plaza.contract.engine;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A Kafka broker, which is a controller too, on free ports of the loopback, with a directory of
/// its own: alone, or one of several. Its jars are those of the module `engine/kafka`.
public final class KafkaServer implements AutoCloseable {
  private static final Path JARS = Checkout.file("engine/kafka/target/lib");
  private static final String CLUSTER = "4L6g3nShT-eMCtK--X86sw";

  /// Where a broker is.
  private record Seat(int id, int port, int controllerPort) {
    static Seat free(int id) {
      return new Seat(id, FreePort.next(), FreePort.next());
    }
  }

  private final Path directory = Checkout.directory("kafka-");
  private final Seat seat;
  private final List<Seat> seats;
  private int starts;
  private EngineProcess process;

  public KafkaServer() {
    this("");
  }

  /// @param settings lines of its properties, beside those that it always has
  public KafkaServer(String settings) {
    this(1, List.of(Seat.free(1)), settings);
    await();
  }

  /// Brokers that are one cluster, numbered from 1 on.
  public static List<KafkaServer> cluster(int brokers) {
    var seats = IntStream.rangeClosed(1, brokers).mapToObj(Seat::free).toList();
    var all = seats.stream().map(seat -> new KafkaServer(seat.id(), seats, "")).toList();
    all.forEach(KafkaServer::await);
    return all;
  }

  private KafkaServer(int id, List<Seat> seats, String settings) {
    this.seat = seats.get(id - 1);
    this.seats = seats;
    try {
      Files.writeString(directory.resolve("server.properties"), properties() + settings);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    EngineProcess.run(
        directory.resolve("format.log"),
        java("kafka.tools.StorageTool", "format", "-t", CLUSTER, "-c", propertiesFile()));
    this.process = starting();
  }

  /// The one of this JVM, which lives as long as it.
  public static KafkaServer shared() {
    return Shared.SERVER;
  }

  private static final class Shared {
    static final KafkaServer SERVER = new KafkaServer();
  }

  private String propertiesFile() {
    return directory.resolve("server.properties").toString();
  }

  private String properties() {
    return """
        process.roles=broker,controller
        node.id=%4$d
        controller.quorum.voters=%5$s
        listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
        advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
        controller.listener.names=CONTROLLER
        inter.broker.listener.name=PLAINTEXT
        listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
        log.dirs=%3$s
        offsets.topic.replication.factor=%6$d
        offsets.topic.num.partitions=4
        group.initial.rebalance.delay.ms=0
        broker.session.timeout.ms=3000
        broker.heartbeat.interval.ms=500
        group.consumer.min.session.timeout.ms=3000
        group.consumer.session.timeout.ms=6000
        group.consumer.min.heartbeat.interval.ms=500
        group.consumer.heartbeat.interval.ms=1500
        log.cleaner.dedupe.buffer.size=8388608
        auto.create.topics.enable=false
        # An event of the largest size, and what is around it.
        replica.fetch.max.bytes=18874368
        """.formatted(
            seat.port(),
            seat.controllerPort(),
            directory.resolve("data"),
            seat.id(),
            seats.stream()
                .map(it -> it.id() + "@127.0.0.1:" + it.controllerPort())
                .collect(Collectors.joining(",")),
            seats.size());
  }

  private EngineProcess starting() {
    starts++;
    return EngineProcess.start(
        directory.resolve("broker-" + starts + ".log"), java("kafka.Kafka", propertiesFile()));
  }

  /// One of several says so once the others are there too.
  private void await() {
    process.awaitSaying("Kafka Server started");
  }

  private static List<String> java(String... arguments) {
    var command = new ArrayList<>(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx512m",
        "-XX:+UseSerialGC",
        "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
        "-Dorg.slf4j.simpleLogger.log.kafka.server.KafkaRaftServer=info",
        "-cp",
        JARS + "/*"));
    command.addAll(List.of(arguments));
    return command;
  }

  /// Where clients find it.
  public String address() {
    return "127.0.0.1:" + seat.port();
  }

  /// Kills the broker as a crash would.
  public void kill() {
    process.close();
  }

  /// Starts the broker again after [#kill].
  public void start() {
    process = starting();
    await();
  }

  /// Takes the last bytes of a partition away while the broker is down, as a machine that lost its
  /// power and had not synced would.
  public void loseTail(String topic, int partition, long bytesKept) {
    var segment = directory
        .resolve("data")
        .resolve(topic + "-" + partition)
        .resolve("00000000000000000000.log");
    try (var file = new RandomAccessFile(segment.toFile(), "rw")) {
      file.setLength(bytesKept);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.close();
  }
}
