package plaza.server;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The command line `plaza`.
@Command(
    name = "plaza",
    description = "Chat, photo feeds and short links for an app, in one server.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = {ServeCommand.class})
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler((e, command, _) -> {
          if (e instanceof Mistake) {
            command.getErr().println("plaza: " + e.getMessage());
            return 1;
          }
          throw e;
        });
  }
}
