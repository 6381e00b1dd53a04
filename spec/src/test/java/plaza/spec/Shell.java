package plaza.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// A shell session of a reader: variables are kept, and `bin/plaza` is available.
final class Shell implements AutoCloseable {
  private static final long SECONDS_MAX = 60;

  /// How an example of the documentation shows a stream for a second.
  private static final String WATCHED = "N -m 1 ";

  private static final int WATCHED_SECONDS_MAX = 30;

  /// How it opens one, and shows only whether it may.
  private static final String ASKED = " -s -m 1 ";

  private static final int ASKED_SECONDS_MAX = 5;
  private static final String END = "end of example ";

  private final Path directory;
  private final Process process;
  private final Writer typed;
  private final BufferedReader shown;

  private Shell(Path directory, Process process) {
    this.directory = directory;
    this.process = process;
    this.typed = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
    this.shown = process.inputReader(StandardCharsets.UTF_8);
  }

  /// What was shown.
  ///
  /// @param code of the last command
  record Shown(int code, String text) {}

  static Shell in(Path directory) throws IOException {
    var program = directory.resolve("bin").resolve("plaza");
    Files.createDirectories(directory.resolve("bin"));
    var command = PlazaServer.command().stream()
        .map(word -> word.endsWith(".jar") ? Path.of(word).toAbsolutePath().toString() : word)
        .collect(Collectors.joining(" "));
    // An address in the environment, and a directory on the command line, exclude each other.
    Files.writeString(program, "#!/bin/sh\nexec " + command + " \"$@\"\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();
    var process = new ProcessBuilder("bash", "--norc")
        .directory(directory.toFile())
        .redirectErrorStream(true)
        .start();
    return new Shell(directory, process);
  }

  /// Types a script, and sees what comes of it. A stream that the script watches for a second is
  /// watched until it has shown what was expected: on a busy machine a second may be too short.
  ///
  /// @param url of the server that commands speak to
  /// @param enough whether what was shown so far is what was expected
  Shown type(String script, String url, Predicate<String> enough) throws Exception {
    var patient = script
        .replace(WATCHED, WATCHED.replace("1", Integer.toString(WATCHED_SECONDS_MAX)))
        .replace(ASKED, ASKED.replace("1", Integer.toString(ASKED_SECONDS_MAX)));
    Predicate<String> ends = script.contains(WATCHED) ? enough : _ -> false;
    Files.writeString(directory.resolve("example.sh"), patient + "\n");
    typed.write("export PLAZA_URL='" + url + "'; . ./example.sh </dev/null; printf '\\n" + END
        + "%d\\n' $?\n");
    typed.flush();
    try {
      return CompletableFuture.supplyAsync(() -> read(ends)).get(SECONDS_MAX, TimeUnit.SECONDS);
    } finally {
      Files.deleteIfExists(directory.resolve("example.sh"));
    }
  }

  private Shown read(Predicate<String> enough) {
    var text = new StringBuilder();
    try {
      for (var line = shown.readLine(); line != null; line = shown.readLine()) {
        if (line.startsWith(END)) {
          return new Shown(Integer.parseInt(line.substring(END.length())), text.toString());
        }
        text.append(line).append('\n');
        if (enough.test(text.toString())) {
          endWatching();
        }
      }
    } catch (IOException e) {
      // The shell is gone.
    }
    throw new IllegalStateException("the shell has ended: " + text);
  }

  /// Ends what `curl -m` would have ended later, by the signal that a shell says nothing of.
  private void endWatching() throws IOException {
    var watching = process
        .descendants()
        .filter(child -> child.info().command().orElse("").endsWith("/curl"))
        .map(child -> Long.toString(child.pid()))
        .toList();
    for (var pid : watching) {
      var _ = new ProcessBuilder("kill", "-INT", pid).start();
    }
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
