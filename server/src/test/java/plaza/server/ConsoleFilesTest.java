package plaza.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsoleFilesTest {
  @TempDir
  Path directory;

  private static URLClassLoader loader(Path classPath) throws Exception {
    return new URLClassLoader(new URL[] {classPath.toUri().toURL()}, null);
  }

  @Test
  void files_of_a_folder_are_read_again_each_time_without_what_an_editor_left() throws Exception {
    var folder = Files.createDirectories(directory.resolve("plaza/console"));
    Files.writeString(folder.resolve("index.html"), "old");
    Files.writeString(folder.resolve("index.html~"), "older");
    Files.writeString(folder.resolve(".main.js.swp"), "an editor's");
    try (var loader = loader(directory)) {
      var source = ConsoleFiles.source(loader);
      assertThat(source.get()).containsOnlyKeys("index.html");

      Files.writeString(folder.resolve("index.html"), "new");
      Files.writeString(folder.resolve("main.js"), "more");

      assertThat(source.get()).containsOnlyKeys("index.html", "main.js");
      assertThat(source.get().get("index.html")).asString().isEqualTo("new");
    }
  }

  @Test
  void files_of_a_jar_are_read_once() throws Exception {
    var jar = directory.resolve("console.jar");
    try (OutputStream out = Files.newOutputStream(jar);
        var zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("plaza/console/index.html"));
      zip.write('x');
    }
    try (var loader = loader(jar)) {
      var source = ConsoleFiles.source(loader);

      assertThat(source.get()).containsOnlyKeys("index.html").isSameAs(source.get());
    }
  }
}
