package plaza.server;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `plaza keys operator`: creates a new operator's key, for users with access to the machine.
@Command(
    name = "keys",
    description =
        "Creates keys, on the server's own machine, or for a cluster. Keys of applications are created over HTTP.",
    synopsisSubcommandLabel = "operator",
    mixinStandardHelpOptions = true)
final class KeysCommand {
  @Command(
      name = "operator",
      description = "Creates a new operator's key. The old one becomes invalid.",
      mixinStandardHelpOptions = true)
  int operator(
      @Mixin OnDirectory at,
      @Option(
              names = "--cluster",
              paramLabel = "FILE",
              description = "The file of a running cluster, instead of --data")
          Optional<Path> cluster)
      throws InterruptedException {
    var words = ServerControl.operatorKey();
    var key = cluster.isPresent() ? OnCluster.run(cluster.get(), words) : at.run(words);
    System.out.println("operator key: " + key + "  (shown this once)");
    return 0;
  }
}
