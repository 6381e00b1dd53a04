package plaza.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/// Runs the shell code of `bin/` as on a machine that has no JDK: those of this one are not seen.
final class FreshMachine {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  /// As the commands begin, but without the places of JDKs that do not depend on the environment.
  private static final String PRELUDE = """
      set -euo pipefail
      . "$ROOT/bin/.java"
      jdk_places() { printf '%s\\n' "$(plaza_cache)"/jdk-25-* "$MACHINE/apt/jdk-25"; }
      """;

  private final Path folder;
  private final Map<String, String> environment = new TreeMap<>();

  FreshMachine(Path folder) throws IOException {
    this.folder = folder;
    environment.put("PATH", System.getenv("PATH"));
    environment.put("ROOT", ROOT.toString());
    environment.put("MACHINE", folder.toString());
    environment.put("HOME", folder.toString());
    environment.put("XDG_CACHE_HOME", folder.resolve("cache").toString());
    apt("curl");
  }

  FreshMachine with(String name, String value) {
    environment.put(name, value);
    return this;
  }

  FreshMachine mirror(String url) {
    return with("PLAZA_JDK_URL", url);
  }

  FreshMachine sum(byte[] archive) {
    return with("PLAZA_JDK_SHA256", sha256(archive));
  }

  /// An apt that has one package, which installs a JDK 25. It has curl unless it has another one.
  FreshMachine apt(String name) throws IOException {
    var programs = Files.createDirectories(folder.resolve("programs"));
    program(
        programs.resolve("apt-cache"),
        "[ \"$2\" = " + name + " ] && echo '  Candidate: 25.0.9-1' || echo '  Candidate: (none)'");
    program(
        programs.resolve("apt-get"),
        "case \"$*\" in *install*" + name + ") ;; *) exit 0 ;; esac\n"
            + "mkdir -p '" + folder + "/apt/jdk-25/bin'\n"
            + "echo 'JAVA_VERSION=\"25.0.9\"' > '" + folder + "/apt/jdk-25/release'\n"
            + "cp /bin/true '" + folder + "/apt/jdk-25/bin/javac'");
    program(programs.resolve("sudo"), "exec \"$@\"");
    return with("PATH", programs + ":" + System.getenv("PATH"));
  }

  private static void program(Path file, String script) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }

  /// What a script said, on both outputs.
  record Run(int code, String output) {}

  /// Finds or gets a JDK, and prints where.
  Run findJdk() throws Exception {
    return run("find_jdk");
  }

  Run run(String script) throws Exception {
    return start(script).end();
  }

  Running start(String script) throws IOException {
    var output = Files.createTempFile(folder, "output", ".txt");
    var process = new ProcessBuilder(
            "bash",
            "-c",
            PRELUDE + script + "\n[ -z \"${JAVA_HOME:-}\" ] || echo \"JAVA_HOME=$JAVA_HOME\"")
        .redirectErrorStream(true)
        .redirectOutput(output.toFile());
    process.environment().clear();
    process.environment().putAll(environment);
    return new Running(process.start(), output);
  }

  /// A script that runs.
  record Running(Process process, Path file) {
    String output() {
      try {
        return Files.readString(file, StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    Run end() throws InterruptedException {
      var code = process.waitFor();
      return new Run(code, output());
    }

    /// Ends the script and what it started, at once.
    void kill() throws InterruptedException {
      var all = process.descendants().toList();
      process.destroyForcibly().waitFor();
      all.forEach(ProcessHandle::destroyForcibly);
    }
  }
}
