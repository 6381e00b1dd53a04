package plaza.spec;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The server with traps around its engines and a clock that can be set: `FaultPoints`, among the
/// tests of `server/`. It takes orders on its standard input.
public final class Trapped {
  /// What it exits with when the trap has snapped.
  static final int EXIT_CODE = 86;

  private Trapped() {}

  /// The command that runs it, up to the program's own arguments.
  public static List<String> server(String... properties) {
    var command = new ArrayList<>(PlazaServer.command());
    command.subList(command.indexOf("-jar"), command.size()).clear();
    command.addAll(List.of(properties));
    var target = Path.of("..", "server", "target");
    command.addAll(List.of(
        "-cp",
        // In this order, so that what was learned of the jar holds here too.
        target.resolve("plaza.jar") + File.pathSeparator + target.resolve("test-classes"),
        "plaza.server.FaultPoints"));
    return command;
  }
}
