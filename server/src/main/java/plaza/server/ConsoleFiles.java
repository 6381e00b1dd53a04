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
import java.util.jar.JarFile;

/// The files of the web console, from the class path.
final class ConsoleFiles {
  private static final String FOLDER = "plaza/console/";

  private ConsoleFiles() {}

  /// All of them, by name.
  static Map<String, byte[]> read() {
    var page = Objects.requireNonNull(
        ConsoleFiles.class.getClassLoader().getResource(FOLDER + "index.html"),
        "the console is not on the class path");
    try {
      return page.getProtocol().equals("jar") ? ofJar(page) : ofDirectory(page);
    } catch (IOException e) {
      throw new UncheckedIOException("reading the console's files failed", e);
    }
  }

  private static Map<String, byte[]> ofJar(URL page) throws IOException {
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
  }

  private static Map<String, byte[]> ofDirectory(URL page) throws IOException {
    var files = new HashMap<String, byte[]>();
    var folder = Objects.requireNonNull(Path.of(URI.create(page.toString())).getParent());
    try (var list = Files.list(folder)) {
      for (var file : list.toList()) {
        files.put(String.valueOf(file.getFileName()), Files.readAllBytes(file));
      }
    }
    return files;
  }
}
