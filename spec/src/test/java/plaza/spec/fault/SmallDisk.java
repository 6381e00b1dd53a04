package plaza.spec.fault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A disk of few bytes, in memory, for an engine that is to run out of room. Only root may have
/// one.
final class SmallDisk implements AutoCloseable {
  private static final int BLOCK = 1 << 16;
  private static final String SIZE = "size=768m";

  private final Path directory;

  private SmallDisk(Path directory) {
    this.directory = directory;
  }

  /// The disks of a cluster.
  record Disks(SmallDisk store, SmallDisk log) implements AutoCloseable {
    /// @throws IOException if this machine or user may not have any
    static Disks mounted() throws IOException, InterruptedException {
      var store = SmallDisk.mounted();
      try {
        return new Disks(store, SmallDisk.mounted());
      } catch (IOException | InterruptedException e) {
        store.close();
        throw e;
      }
    }

    @Override
    public void close() {
      store.close();
      log.close();
    }
  }

  private static SmallDisk mounted() throws IOException, InterruptedException {
    var directory = Files.createTempDirectory("plaza-disk");
    if (run("mount", "-t", "tmpfs", "-o", SIZE, "plaza-disk", directory.toString()) != 0) {
      Files.delete(directory);
      throw new IOException("a tmpfs can't be mounted: root may, outside most containers");
    }
    return new SmallDisk(directory);
  }

  private static int run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  Path directory() {
    return directory;
  }

  private Path filler() {
    return directory.resolve("filler");
  }

  /// Takes all the room that is left.
  void fill() throws IOException {
    try (var channel =
        FileChannel.open(filler(), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      for (var block = ByteBuffer.allocate(BLOCK); channel.write(block) > 0; ) {
        block.clear();
      }
    } catch (IOException e) {
      if (!String.valueOf(e.getMessage()).contains("No space left")) {
        throw e;
      }
    }
  }

  /// Gives it back.
  void free() throws IOException {
    Files.deleteIfExists(filler());
  }

  @Override
  public void close() {
    try {
      if (run("umount", "--lazy", directory.toString()) == 0) {
        Files.deleteIfExists(directory);
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
