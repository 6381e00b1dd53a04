package plaza.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// The package that `bin/package` makes, as a folder: its own Java runtime, jars and launcher.
final class Packaged {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path HOME = Path.of("target", "package").toAbsolutePath();

  private Packaged() {}

  private static final class Once {
    static final Path MADE = make(HOME);
  }

  /// Whether the tests are meant for the package, in place of the jar on the build's own JDK.
  static boolean isMeant() {
    return System.getProperty("plaza.spec.deployment", "").equals("package");
  }

  /// The folder, made once.
  static Path home() {
    return Once.MADE;
  }

  /// Another one that a test may damage.
  static Path make(Path home) {
    try {
      var command = List.of(ROOT.resolve("bin/package").toString(), "--image", home.toString());
      var process = new ProcessBuilder(command).redirectErrorStream(true);
      process.environment().put("JAVA_HOME", System.getProperty("java.home"));
      var running = process.start();
      var output = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(running.waitFor()).as(output).isZero();
      return home;
    } catch (Exception e) {
      throw new IllegalStateException("the package was not made", e);
    }
  }

  /// The command that runs it, up to its own arguments. It becomes the server: the process that is
  /// started is the JVM.
  static List<String> command() {
    return List.of(
        "env",
        "PLAZA_JAVA_OPTS=-XX:TieredStopAtLevel=1",
        home().resolve("bin/plaza").toString());
  }
}
