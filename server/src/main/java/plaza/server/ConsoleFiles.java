package plaza.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.jar.JarFile;
import java.util.regex.Pattern;

/// The files of the web console, from the class path. Those of a jar are read once. Those of a
/// folder are read for each request: a developer sees what was saved.
final class ConsoleFiles {
  private static final String FOLDER = "plaza/console/";

  /// Not what an editor leaves beside them.
  private static final Pattern NAME = Pattern.compile("[a-z-]+\\.(html|css|js|svg)");

  private ConsoleFiles() {}

  /// All of them, by name; the same map as before where nothing can have changed.
  static Supplier<Map<String, byte[]>> source() {
    return source(ConsoleFiles.class.getClassLoader());
  }

  static Supplier<Map<String, byte[]>> source(ClassLoader loader) {
    var page = Objects.requireNonNull(
        loader.getResource(FOLDER + "index.html"), "the console is not on the class path");
    if (!page.getProtocol().equals("jar")) {
      return () -> ofDirectory(page);
    }
    var files = ofJar(page);
    return () -> files;
  }

  private static Map<String, byte[]> ofJar(URL page) {
    try {
      var connection = (JarURLConnection) page.openConnection();
      connection.setUseCaches(false);
      try (JarFile jar = connection.getJarFile()) {
        var files = new HashMap<String, byte[]>();
        for (var entry : jar.stream().toList()) {
          if (entry.getName().startsWith(FOLDER) && !entry.isDirectory()) {
            try (var in = jar.getInputStream(entry)) {
              files.put(entry.getName().substring(FOLDER.length()), in.readAllBytes());
            }
          }
        }
        return files;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("reading the console's files failed", e);
    }
  }

  private static Map<String, byte[]> ofDirectory(URL page) {
    var files = new HashMap<String, byte[]>();
    var folder = Objects.requireNonNull(Path.of(URI.create(page.toString())).getParent());
    try (var list = Files.list(folder)) {
      for (var file : list.toList()) {
        var name = String.valueOf(file.getFileName());
        if (NAME.matcher(name).matches()) {
          files.put(name, Files.readAllBytes(file));
        }
      }
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException("reading the console's files failed", e);
    }
  }
}
