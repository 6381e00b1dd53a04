package plaza.contract.engine;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import plaza.launcher.part.KafkaPart;

/// A Kafka broker, which is a controller too, on free ports of the loopback, with a directory of
/// its own: alone, or one of several. Its jars are those of the module `engine/kafka`.
public final class KafkaServer implements AutoCloseable {
  private static final String CLUSTER = "4L6g3nShT-eMCtK--X86sw";

  /// A broker that dies is missed sooner than anybody would want it where clocks and networks are
  /// slow.
  private static final String SOONER =
      "broker.session.timeout.ms=3000\nbroker.heartbeat.interval.ms=500\n";

  private final Path directory;
  private final KafkaPart part;
  private int starts;
  private EngineProcess process;

  public KafkaServer() {
    this("");
  }

  /// @param settings lines of its properties, beside those that it always has
  public KafkaServer(String settings) {
    this(1, List.of(freeSeat()), settings, Checkout.directory("kafka-"));
    await();
  }

  /// Brokers that are one cluster, numbered from 1 on.
  public static List<KafkaServer> cluster(int brokers) {
    return cluster(brokers, List.of());
  }

  /// The same, with the files of the first ones on disks.
  ///
  /// @param disks for the first brokers; the others have theirs where all have
  public static List<KafkaServer> cluster(int brokers, List<Path> disks) {
    var seats = Stream.generate(KafkaServer::freeSeat).limit(brokers).toList();
    var all = IntStream.rangeClosed(1, brokers)
        .mapToObj(id -> {
          var directory = id <= disks.size()
              ? Checkout.directory(disks.get(id - 1), "kafka-")
              : Checkout.directory("kafka-");
          return new KafkaServer(id, seats, "", directory);
        })
        .toList();
    all.forEach(KafkaServer::await);
    return all;
  }

  private KafkaServer(int id, List<KafkaPart.Seat> seats, String settings, Path directory) {
    this.directory = directory;
    this.part =
        new KafkaPart(Checkout.programs(), directory, id, seats, CLUSTER, SOONER + settings);
    part.prepare(EngineProcess::run);
    this.process = starting();
  }

  private static KafkaPart.Seat freeSeat() {
    return new KafkaPart.Seat(FreePort.next(), FreePort.next());
  }

  /// The one of this JVM, which lives as long as it.
  public static KafkaServer shared() {
    return Shared.SERVER;
  }

  private static final class Shared {
    static final KafkaServer SERVER = new KafkaServer();
  }

  private EngineProcess starting() {
    starts++;
    return EngineProcess.start(directory.resolve("broker-" + starts + ".log"), part.command());
  }

  /// One of several says so once the others are there too.
  private void await() {
    process.awaitSaying("Kafka Server started");
  }

  /// Where clients find it.
  public String address() {
    return part.address();
  }

  /// Kills the broker as a crash would.
  public void kill() {
    process.close();
  }

  /// Has the broker stand still: it keeps its connections, and answers nobody.
  public void freeze() {
    process.freeze();
  }

  /// Has it go on after [#freeze].
  public void wake() {
    process.wake();
  }

  /// Starts the broker again after [#kill].
  public void start() {
    startAlone();
    await();
  }

  /// As [#start], without waiting: of several brokers that are away it is the second that is heard.
  public void startAlone() {
    process = starting();
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
