package plaza.contract.engine;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// One Kafka broker, which is its own controller, on free ports of the loopback, with a directory
/// of its own. Its jars are those of the module `engine/kafka`.
public final class KafkaServer implements AutoCloseable {
  private static final Path JARS = Path.of("../engine/kafka/target/lib").toAbsolutePath();
  private static final String CLUSTER = "4L6g3nShT-eMCtK--X86sw";

  private final Path directory = EngineProcess.directory("kafka-");
  private final int port = EngineProcess.freePort();
  private final int controllerPort = EngineProcess.freePort();
  private int starts;
  private EngineProcess process;

  public KafkaServer() {
    try {
      Files.writeString(directory.resolve("server.properties"), properties());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    EngineProcess.run(
        directory.resolve("format.log"),
        java("kafka.tools.StorageTool", "format", "-t", CLUSTER, "-c", propertiesFile()));
    this.process = started();
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
        node.id=1
        controller.quorum.voters=1@127.0.0.1:%2$d
        listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
        advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
        controller.listener.names=CONTROLLER
        inter.broker.listener.name=PLAINTEXT
        listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
        log.dirs=%3$s
        offsets.topic.replication.factor=1
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
        """.formatted(port, controllerPort, directory.resolve("data"));
  }

  private EngineProcess started() {
    starts++;
    var started = EngineProcess.start(
        directory.resolve("broker-" + starts + ".log"), java("kafka.Kafka", propertiesFile()));
    started.awaitSaying("Kafka Server started");
    return started;
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
    return "127.0.0.1:" + port;
  }

  /// Kills the broker as a crash would.
  public void kill() {
    process.close();
  }

  /// Starts the broker again after [#kill].
  public void start() {
    process = started();
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
