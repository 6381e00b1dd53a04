package plaza.server.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Detects a terminal: colours and progress bars are for terminals only.
public final class Terminal {
  private Terminal() {}

  /// Of what goes to the standard output.
  public static boolean isOutput() {
    return isTerminal(1);
  }

  /// Of what goes to the standard error output.
  public static boolean isErrorOutput() {
    return isTerminal(2);
  }

  /// The JDK knows a console only where input and output are terminals both; where the system tells
  /// what is open, that is asked too.
  @SuppressWarnings("SystemConsoleNull") // a runtime without jdk.internal.le has none
  private static boolean isTerminal(int descriptor) {
    var console = System.console();
    if (console == null || !console.isTerminal()) {
      return false;
    }
    try {
      var open = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
      return open.startsWith("/dev/pts/") || open.startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException e) {
      return true;
    }
  }
}
