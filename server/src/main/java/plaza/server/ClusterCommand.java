package plaza.server;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Unmatched;

/// `plaza cluster`: a whole cluster on this machine's loopback, as ordinary processes.
@Command(
    name = "cluster",
    description = {
      "Runs a whole cluster on the loopback interface of one machine, as ordinary processes: Kafka, MariaDB and its replica, Redis, OpenSearch, two nodes, and nginx in front of them.",
      "The engines' programs are part of a checkout of Plaza: bin/cluster installs and builds what is missing, then runs this command."
    },
    synopsisSubcommandLabel = "up|down|status|logs|restart",
    subcommands = {
      ClusterCommand.Up.class,
      ClusterCommand.Down.class,
      ClusterCommand.Status.class,
      ClusterCommand.Logs.class,
      ClusterCommand.Restart.class
    },
    mixinStandardHelpOptions = true)
final class ClusterCommand {
  private static final String LINES_SHOWN = "50";

  private ClusterCommand() {}

  @Command(
      name = "up",
      description =
          "Starts the parts that are not running, in a new or an existing cluster, and waits until all of them answer. Options of plaza serve may follow, for the nodes that are started.",
      mixinStandardHelpOptions = true)
  static final class Up implements Callable<Integer> {
    @Mixin
    private LocalCluster at = new LocalCluster();

    @Unmatched
    private List<String> options = List.of();

    @Override
    public Integer call() {
      return at.changed(cluster -> cluster.up(), options) ? 0 : 1;
    }
  }

  @Command(
      name = "down",
      description = "Stops all parts and their child processes, in reverse order. The data stays.",
      mixinStandardHelpOptions = true)
  static final class Down implements Callable<Integer> {
    @Mixin
    private LocalCluster at = new LocalCluster();

    @Override
    public Integer call() {
      at.stopped();
      return 0;
    }
  }

  @Command(
      name = "status",
      description =
          "Shows each part's address, whether it answers, its memory and its process. The exit code is 0 if all parts answer, else 1.",
      mixinStandardHelpOptions = true)
  static final class Status implements Callable<Integer> {
    @Mixin
    private LocalCluster at = new LocalCluster();

    @Override
    public Integer call() {
      return at.made().status() ? 0 : 1;
    }
  }

  @Command(
      name = "logs",
      description = "Shows the end of a part's log, and follows it until interrupted.",
      mixinStandardHelpOptions = true)
  static final class Logs implements Callable<Integer> {
    @Mixin
    private LocalCluster at = new LocalCluster();

    @Parameters(paramLabel = "PART", description = "The part's name, as shown by status")
    private String part = "";

    @Override
    public Integer call() throws IOException, InterruptedException {
      var log = at.made().part(part).directory().resolve("log");
      if (!Files.exists(log)) {
        throw new UserError(part + " has logged nothing yet: there is no " + log);
      }
      return new ProcessBuilder("tail", "-n", LINES_SHOWN, "-F", log.toString())
          .inheritIO()
          .start()
          .waitFor();
    }
  }

  @Command(
      name = "restart",
      description =
          "Stops one part, if it is running, and starts it again with the configuration in its folder; a node gets the options that the nodes had, unless others follow.",
      mixinStandardHelpOptions = true)
  static final class Restart implements Callable<Integer> {
    @Mixin
    private LocalCluster at = new LocalCluster();

    @Parameters(paramLabel = "PART", description = "The part's name, as shown by status")
    private String part = "";

    @Unmatched
    private List<String> options = List.of();

    @Override
    public Integer call() {
      at.made().part(part);
      return at.changed(cluster -> cluster.restart(cluster.part(part)), options) ? 0 : 1;
    }
  }
}
