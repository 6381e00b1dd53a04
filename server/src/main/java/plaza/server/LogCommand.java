package plaza.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import plaza.core.event.Event;
import plaza.core.event.EventCodec;
import plaza.core.pipeline.LossRecovery;
import plaza.core.port.LogException;
import plaza.core.product.Features;
import plaza.server.config.ClusterConfig;
import plaza.server.config.ServeConfig;
import plaza.server.doctor.LogWalk;

/// `plaza log verify|dump|accept-loss`: the log of a stopped server, or of a cluster.
@Command(
    name = "log",
    description = "Examines the log of a stopped server, or of a cluster.",
    synopsisSubcommandLabel = "verify|dump|accept-loss",
    mixinStandardHelpOptions = true)
final class LogCommand {
  /// Whose log.
  static final class Whose {
    @Option(
        names = "--data",
        defaultValue = "${env:PLAZA_DATA:-data}",
        description = "The data directory (default: PLAZA_DATA in the environment, or ./data)")
    private Path data = Path.of("data");

    @Option(
        names = "--cluster",
        paramLabel = "FILE",
        description = "The file of a cluster, instead of --data")
    private Optional<Path> cluster = Optional.empty();

    /// Opens what is there.
    Engines open() {
      if (cluster.isPresent()) {
        return ofCluster(ClusterConfig.read(cluster.get()));
      }
      new DataFiles(data).requireStoreAndLog();
      return Engines.of(new Deployment.Embedded(data));
    }

    /// Opens the files, and creates the log if it is missing. No other process may have it
    /// open.
    Engines openForLoss() {
      if (cluster.isPresent()) {
        var config = ClusterConfig.read(cluster.get());
        ClusterEngines.requireNoNodes(config);
        return ofCluster(config);
      }
      new DataFiles(data).requireStore();
      return Engines.of(new Deployment.Embedded(data));
    }

    private static Engines ofCluster(ClusterConfig config) {
      return Engines.of(new Deployment.Cluster(config, ServeConfig.Role.EDGE));
    }
  }

  @Command(
      name = "verify",
      description = "Checks every event, and the file.",
      mixinStandardHelpOptions = true)
  int verify(@Mixin Whose whose) throws InterruptedException {
    try (var engines = whose.open()) {
      var counted = new Counted();
      var problems = new ArrayList<>(engines.upkeep().logProblems());
      try {
        LogWalk.over(engines.ports().log(), (partition, offset, bytes, event) -> {
          counted.events++;
          if (!(event instanceof EventCodec.Decoded.Whole)) {
            counted.unreadable++;
            System.out.println(line(partition, offset, bytes, event));
          }
        });
      } catch (LogException e) {
        problems.add(String.valueOf(e.getMessage()));
      }
      problems.forEach(problem -> System.out.println("the file: " + problem));
      System.out.println(
          counted.events + " events, " + counted.unreadable + " of them can't be read");
      return counted.unreadable == 0 && problems.isEmpty() ? 0 : 1;
    }
  }

  private static final class Counted {
    private long events;
    private long unreadable;
  }

  @Command(
      name = "dump",
      description = "Prints every event, one per line, without message texts.",
      mixinStandardHelpOptions = true)
  int dump(@Mixin Whose whose) throws InterruptedException {
    try (var engines = whose.open()) {
      LogWalk.over(
          engines.ports().log(),
          (partition, offset, bytes, event) ->
              System.out.println(line(partition, offset, bytes, event)));
    }
    return 0;
  }

  @Command(
      name = "accept-loss",
      description =
          "Makes a server usable again whose log and store are inconsistent because a part of one is permanently lost. Reports what is given up. Copy the directory first. In a cluster, all nodes must be stopped, with the engines running.",
      mixinStandardHelpOptions = true)
  int acceptLoss(@Mixin Whose whose) throws InterruptedException {
    try (var engines = whose.openForLoss()) {
      var given = LossRecovery.accept(
          engines.ports().log(),
          engines.ports().store(),
          Features.codec(),
          engines.ports().rows().chats()::reopen);
      given.forEach(System.out::println);
      System.out.println(
          given.isEmpty()
              ? "Nothing is lost: log and store are consistent."
              : "The next start rebuilds the search index and serves.");
    }
    return 0;
  }

  /// The event's kind, target and time; never message text.
  private static String line(int partition, long offset, int bytes, EventCodec.Decoded decoded) {
    var place = partition + ":" + offset + " ";
    return switch (decoded) {
      case EventCodec.Decoded.Whole(var event) -> place + line(event);
      case EventCodec.Decoded.Corrupt() -> place + "damaged, " + bytes + " bytes";
      case EventCodec.Decoded.Unknown(var what) -> place + what;
    };
  }

  private static String line(Event event) {
    var stream = event.change().stream();
    return event.at() + " " + stream.kind() + " " + stream.application() + "/" + stream.number()
        + " " + event.change().getClass().getSimpleName();
  }
}
