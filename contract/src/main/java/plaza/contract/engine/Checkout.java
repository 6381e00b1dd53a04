package plaza.contract.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import plaza.launcher.process.Programs;

/// Where engines find their programs, and keep their data. Maven runs the tests of each module in
/// the module's folder; anyone who runs engines from elsewhere says so by two system properties.
public final class Checkout {
  /// The root of the checkout, which has the engines' programs.
  public static final String ROOT = "plaza.root";

  /// A folder that is there, for the engines' data.
  public static final String DATA = "plaza.engines";

  private Checkout() {}

  static Programs programs() {
    return new Programs(Path.of(System.getProperty(ROOT, "..")).toAbsolutePath().normalize());
  }

  /// A new directory of an engine.
  static Path directory(String name) {
    return directory(Path.of(System.getProperty(DATA, "target")), name);
  }

  /// A new directory of an engine, on a disk that the caller has chosen.
  static Path directory(Path parent, String name) {
    try {
      return Files.createTempDirectory(Files.createDirectories(parent), name).toAbsolutePath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
