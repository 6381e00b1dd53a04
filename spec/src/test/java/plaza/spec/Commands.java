package plaza.spec;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Commands of the program, run to their end.
public final class Commands {
  private static final long SECONDS_MAX = 120;

  private Commands() {}

  /// @param output of both kinds
  public record Run(int code, String output) {}

  public static Run run(String... arguments) throws Exception {
    var command = new ArrayList<>(PlazaServer.command());
    command.addAll(List.of(arguments));
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("it did not end: " + output);
    }
    if (output.contains("\r") || output.contains("\u001b")) {
      throw new AssertionError("what is for a terminal went into a pipe: " + output);
    }
    return new Run(process.exitValue(), output);
  }
}
