package plaza.server;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import plaza.core.pipeline.Janitor;
import plaza.core.port.LogException;
import plaza.core.port.StoreException;
import plaza.server.control.Control;
import plaza.server.report.Reasons;

/// Copies a data directory while its server serves. The store is copied first, then the log,
/// which therefore has all that the store lacks; nothing is trimmed meanwhile. The copy starts
/// a new epoch of its own: what clients remember of the old one's positions means nothing in
/// it.
final class Backup {
  private static final long MEBIBYTE = 1 << 20;

  private final Engines engines;
  private final Janitor janitor;

  Backup(Engines engines, Janitor janitor) {
    this.engines = engines;
    this.janitor = janitor;
  }

  /// Makes a copy in `directory`, which must be empty or not there, and says how large it is.
  ///
  /// @throws Control.Refusal it can't be made; nothing of it is left
  String to(Path directory, Consumer<String> progress) {
    var target = new DataFiles(directory);
    try {
      target.makeDirectory();
      requireEmpty(directory);
      janitor.holding(() -> copy(target, progress));
      return size(directory) / MEBIBYTE + 1 + " MiB in " + directory;
    } catch (IOException | StoreException | LogException | UncheckedCopy e) {
      clear(target);
      throw new Control.Refusal("the backup to " + directory + " failed: " + Reasons.of(e));
    }
  }

  private static void requireEmpty(Path directory) throws IOException {
    try (var files = Files.list(directory)) {
      if (files.findAny().isPresent()) {
        throw new Control.Refusal(
            "the directory " + directory + " is not empty: choose another one");
      }
    }
  }

  private void copy(DataFiles target, Consumer<String> progress) {
    progress.accept("copying the store");
    engines.upkeep().copyStore(privatePart(target, target.store()));
    progress.accept("copying the log");
    engines.upkeep().copyLog(privatePart(target, target.log()));
    finish(target.log());
    // The store is last: a copy that was interrupted has none, and nobody takes it for whole.
    finish(target.store());
  }

  private static Path privatePart(DataFiles target, Path file) {
    try {
      return target.privately(part(file));
    } catch (IOException e) {
      throw new UncheckedCopy(e);
    }
  }

  private static Path part(Path file) {
    return file.resolveSibling(file.getFileName() + ".part");
  }

  /// A failure in the middle of the copying.
  private static final class UncheckedCopy extends RuntimeException {
    private static final long serialVersionUID = 1;

    UncheckedCopy(IOException cause) {
      super(Reasons.of(cause), cause);
    }
  }

  private static void finish(Path file) {
    try (var channel = FileChannel.open(part(file), StandardOpenOption.WRITE)) {
      channel.force(true);
      Files.move(part(file), file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedCopy(e);
    }
  }

  private static void clear(DataFiles target) {
    for (var file : new Path[] {target.store(), target.log()}) {
      for (var left : new Path[] {part(file), file}) {
        try {
          Files.deleteIfExists(left);
        } catch (IOException e) {
          // What is left has no store, or is named a part: nobody takes it for whole.
        }
      }
    }
  }

  private static long size(Path directory) throws IOException {
    try (var files = Files.list(directory)) {
      long size = 0;
      for (var file : files.toList()) {
        size += Files.size(file);
      }
      return size;
    }
  }
}
