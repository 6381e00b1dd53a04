package plaza.server;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `plaza keys operator`: a new operator's key, for anyone who has the machine.
@Command(
    name = "keys",
    description =
        "Makes keys, on the server's own machine, or beside a cluster. Keys of applications are made over HTTP.",
    synopsisSubcommandLabel = "operator",
    mixinStandardHelpOptions = true)
final class KeysCommand {
  @Command(
      name = "operator",
      description = "A new operator's key. The one before opens nothing any more.",
      mixinStandardHelpOptions = true)
  int operator(
      @Mixin OnDirectory at,
      @Option(
              names = "--cluster",
              paramLabel = "FILE",
              description = "The file of a cluster that runs, instead of --data")
          Optional<Path> cluster)
      throws InterruptedException {
    var words = ServerControl.operatorKey();
    var key = cluster.isPresent() ? OnCluster.run(cluster.get(), words) : at.run(words);
    System.out.println("operator key: " + key + "  (shown this once)");
    return 0;
  }
}
