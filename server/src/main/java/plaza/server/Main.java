package plaza.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import plaza.core.pipeline.UnavailableException;
import plaza.core.port.LogException;
import plaza.core.port.StoreException;
import plaza.launcher.process.LaunchException;
import plaza.server.config.ConfigException;
import plaza.server.config.Flags;
import plaza.server.report.Reasons;
import plaza.server.report.Terminal;
import plaza.server.transfer.TransferException;

/// The command line `plaza`.
@Command(
    name = "plaza",
    description = "Chat and short links for an app, in one server or a cluster.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = {
      ServeCommand.class,
      ImportCommand.class,
      ExportCommand.class,
      BackupCommand.class,
      KeysCommand.class,
      LinksCommand.class,
      LogCommand.class,
      DoctorCommand.class,
      ClusterCommand.class
    })
public final class Main {
  /// Lucene remarks that vectors would be faster with another module; Plaza has none. Held,
  /// because an unreferenced logger loses its level.
  private static final Logger QUIET = Logger.getLogger("org.apache.lucene.internal.vectorization");

  private Main() {}

  public static void main(String[] arguments) {
    var lacking = Prerequisites.lacking();
    if (!lacking.isEmpty()) {
      System.err.println("plaza: " + lacking);
      System.exit(1);
    }
    quieten();
    System.exit(commandLine().execute(arguments));
  }

  static void quieten() {
    QUIET.setLevel(Level.SEVERE);
  }

  /// Whether what failed is what the command was given, or an engine, and no fault of the program.
  private static boolean isOutside(Exception failure) {
    return failure instanceof UserError
        || failure instanceof LaunchException
        || failure instanceof TransferException
        || failure instanceof ConfigException
        || failure instanceof IOException
        || failure instanceof UncheckedIOException
        || failure instanceof StoreException
        || failure instanceof LogException
        || failure instanceof UnavailableException;
  }

  static CommandLine commandLine() {
    var commands = new CommandLine(new Main());
    var serve = Objects.requireNonNull(commands.getSubcommands().get("serve"));
    Flags.addTo(serve.getCommandSpec());
    return commands
        .setColorScheme(
            Help.defaultColorScheme(Terminal.isOutput() ? Help.Ansi.AUTO : Help.Ansi.OFF))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler((e, command, _) -> {
          if (isOutside(e)) {
            Reasons.of(e).lines().forEach(line -> command.getErr().println("plaza: " + line));
            return 1;
          }
          command
              .getErr()
              .println("plaza: an internal error, please report it with the following text");
          e.printStackTrace(command.getErr());
          return 70;
        });
  }
}
