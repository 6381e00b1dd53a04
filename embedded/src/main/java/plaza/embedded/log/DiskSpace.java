package plaza.embedded.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongSupplier;

/// Checks that there is disk space for more events. It runs out a little early, so that what is
/// in the log can still be applied and indexed.
@FunctionalInterface
public interface DiskSpace {
  /// What stays free for the store and the index.
  long RESERVE_BYTES = 64L << 20;

  /// How many more bytes may be appended; 0 or less: none.
  long bytes();

  /// The room in the file system of `directory`, looked up at most ten times a second.
  static DiskSpace in(Path directory, LongSupplier nanoTime) {
    return new DiskSpace() {
      private static final long EVERY_NANOS = 100_000_000;

      private long lookedUpAt = nanoTime.getAsLong() - EVERY_NANOS;
      private long free;

      @Override
      public synchronized long bytes() {
        var now = nanoTime.getAsLong();
        if (now - lookedUpAt >= EVERY_NANOS) {
          lookedUpAt = now;
          free = usable(directory) - RESERVE_BYTES;
        }
        return free;
      }
    };
  }

  private static long usable(Path directory) {
    try {
      return Files.getFileStore(directory).getUsableSpace();
    } catch (IOException e) {
      // Unknown: the append itself will show it.
      return Long.MAX_VALUE;
    }
  }
}
