package plaza.launcher.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Where the programs of the engines are: some are installed, some are jars of a checkout of Plaza.
///
/// @param checkout its root
public record Programs(Path checkout) {
  /// Where Debian has servers, which not everybody's `PATH` names.
  private static final String SERVERS = "/usr/sbin";

  /// The Debian package of each program that a cluster needs.
  private static final Map<String, String> PACKAGES = Map.of(
      "mariadbd", "mariadb-server-core",
      "mariadb-install-db", "mariadb-server-core",
      "mariadb", "mariadb-client-core",
      "redis-check-rdb", "redis-tools",
      "nginx", "nginx");

  /// Has a command find servers as well.
  public static void extendPath(ProcessBuilder builder) {
    builder.environment().merge("PATH", ":" + SERVERS, String::concat);
  }

  /// @throws LaunchException if it is not installed
  public Path installed(String program) {
    var path = String.valueOf(System.getenv("PATH")) + ":" + SERVERS;
    var unpacked = checkout.resolve("spec/target/tools/" + program + "/usr/sbin");
    return Stream.concat(
            Stream.of(path.split(":", -1)).filter(folder -> !folder.isEmpty()).map(Path::of),
            Stream.of(unpacked))
        .map(folder -> folder.resolve(program))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new LaunchException(program + " is missing: install the package "
            + PACKAGES.getOrDefault(program, program) + ", or run bin/cluster, which does it"));
  }

  /// The Java that runs this.
  public String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /// A file or folder that the build has made.
  ///
  /// @throws LaunchException if it was not built
  public Path built(String path) {
    var built = checkout.resolve(path);
    if (!Files.exists(built)) {
      throw new LaunchException(built + " is missing: bin/cluster builds it");
    }
    return built;
  }

  /// An example configuration, which a part's own is made of.
  public Path example(String name) {
    return built("deploy/cluster/" + name);
  }

  /// A command of the engines' Java.
  ///
  /// @param classes of the program, with `:` between
  public List<String> java(List<String> flags, String classes, List<String> arguments) {
    return Stream.of(List.of(java()), flags, List.of("-cp", classes), arguments)
        .flatMap(List::stream)
        .toList();
  }
}
