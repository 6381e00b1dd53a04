package plaza.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import plaza.launcher.Cluster;
import plaza.launcher.Layout;
import plaza.launcher.Parts;
import plaza.launcher.process.ClusterLock;
import plaza.launcher.process.Programs;

/// The cluster on this machine that a command is about.
final class LocalCluster {
  /// What `plaza serve` was given, a line for each, for those parts that are started again.
  private static final String OPTIONS = "serve-options";

  private static final String NODE = "plaza-";
  private static final String HEAP = "-Xmx1g";

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The directory of all its data (default: ./data-cluster)")
  private Path data = Path.of("data-cluster");

  @Option(
      names = "--port",
      paramLabel = "N",
      description =
          "The balancer's port; the other parts use the ports above it, up to N+59; fixed for the lifetime of the cluster (default: 8080)")
  private @Nullable Integer port;

  @Option(
      names = "--brokers",
      paramLabel = "1|3",
      description = "Kafka brokers; fixed for the lifetime of the cluster (default: 1)")
  private @Nullable Integer brokers;

  private Layout layout() {
    return Layout.of(data, number(port), number(brokers));
  }

  private static OptionalInt number(@Nullable Integer number) {
    return number == null ? OptionalInt.empty() : OptionalInt.of(number);
  }

  /// The cluster that is there.
  ///
  /// @throws Mistake if there is none
  Cluster made() {
    var layout = layout();
    if (!layout.isMade()) {
      throw new UserError("there is no cluster in " + layout.directory()
          + ": create one with plaza cluster up, or name its directory with --data");
    }
    return cluster(parts(layout, List.of()));
  }

  private static Cluster cluster(Parts parts) {
    return new Cluster(parts.stages(), LocalCluster::tell, System.out::println);
  }

  private static void tell(String progress) {
    System.err.println(progress);
  }

  /// Stops all parts of the cluster; when there is none, there is nothing to do.
  void stopped() {
    var layout = layout();
    if (layout.isMade()) {
      try (var _ = ClusterLock.take(layout.directory(), LocalCluster::tell)) {
        made().down();
      }
    }
  }

  /// Changes the cluster while no other command does, and says what it is then.
  ///
  /// @param options of the nodes; empty: those that nodes which run were started with
  /// @return whether all parts answer
  boolean changed(Consumer<Cluster> change, List<String> options) {
    var directory = layout().directory();
    try (var _ = ClusterLock.take(directory, LocalCluster::tell)) {
      // Another command may have made it while this one waited.
      var layout = layout();
      layout.make();
      var parts = parts(layout, chosen(layout, options));
      parts.writeClusterFile();
      var cluster = cluster(parts);
      change.accept(cluster);
      return cluster.status();
    }
  }

  private static List<String> chosen(Layout layout, List<String> options) {
    var file = layout.directory().resolve(OPTIONS);
    try {
      if (options.isEmpty() && Files.exists(file) && nodesRun(layout)) {
        return Files.readAllLines(file);
      }
      Files.write(file, options);
      return options;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean nodesRun(Layout layout) {
    var cluster = cluster(parts(layout, List.of()));
    return List.of(NODE + 1, NODE + 2).stream()
        .anyMatch(name -> cluster.isRunning(cluster.part(name)));
  }

  private static Parts parts(Layout layout, List<String> options) {
    return new Parts(layout, new Programs(checkout()), plaza(), options);
  }

  /// The jar that runs this.
  private static Path jar() {
    try {
      return Path.of(
          Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Where the engines are: the jar of a checkout is in `server/target`.
  private static Path checkout() {
    for (@Nullable Path folder = jar(); folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve("engine/kafka/pom.xml"))) {
        return folder;
      }
    }
    throw new UserError(
        "a package of Plaza does not contain the engines' programs: run bin/cluster in a checkout of Plaza, which fetches them");
  }

  /// A node's command: it runs as this command does.
  private static List<String> plaza() {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    var flags = ManagementFactory.getRuntimeMXBean().getInputArguments();
    command.addAll(flags);
    if (flags.stream().noneMatch(flag -> flag.startsWith("-Xmx"))) {
      command.add(HEAP);
    }
    command.addAll(List.of("-jar", jar().toString()));
    return command;
  }
}
