package plaza.contract.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Where engines find their programs, and keep their data. Maven runs the tests of each module in
/// the module's folder; whoever runs engines from elsewhere says so by two system properties.
public final class Checkout {
  /// The root of the checkout, which has the engines' programs.
  public static final String ROOT = "plaza.root";

  /// A folder that is there, for the engines' data.
  public static final String DATA = "plaza.engines";

  private Checkout() {}

  static Path file(String path) {
    return Path.of(System.getProperty(ROOT, "..")).toAbsolutePath().normalize().resolve(path);
  }

  /// A new directory of an engine.
  static Path directory(String name) {
    var parent = Path.of(System.getProperty(DATA, "target"));
    try {
      return Files.createTempDirectory(Files.createDirectories(parent), name).toAbsolutePath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
