package plaza.server;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `plaza keys operator`: a new operator's key, for whoever has the machine.
@Command(
    name = "keys",
    description =
        "Makes keys, on the server's own machine. Keys of applications are made over HTTP.",
    synopsisSubcommandLabel = "operator",
    mixinStandardHelpOptions = true)
final class KeysCommand {
  @Command(
      name = "operator",
      description = "A new operator's key. The one before opens nothing any more.",
      mixinStandardHelpOptions = true)
  int operator(@Mixin OnDirectory at) throws InterruptedException {
    System.out.println(
        "operator key: " + at.run(ServerControl.operatorKey()) + "  (shown this once)");
    return 0;
  }
}
