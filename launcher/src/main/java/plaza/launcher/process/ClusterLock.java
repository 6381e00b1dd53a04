package plaza.launcher.process;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.function.Consumer;

/// Lets one command at a time start and stop the parts of a cluster. The system gives it back when
/// the command ends in whatever way.
public final class ClusterLock implements AutoCloseable {
  /// How long another command may take.
  private static final Duration WAIT_MAX = Duration.ofMinutes(15);

  private final FileChannel channel;

  private ClusterLock(FileChannel channel) {
    this.channel = channel;
  }

  /// Waits until no other command has it.
  ///
  /// @param progress hears of it when it has to wait
  /// @throws LaunchException if the directory can't be used, or another command has it too long
  public static ClusterLock take(Path directory, Consumer<String> progress) {
    try {
      Files.createDirectories(directory);
      var channel = FileChannel.open(
          directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!isFree(channel)) {
        progress.accept("Another command is running on " + directory + ": waiting for it to end …");
        if (!Waiting.until(WAIT_MAX, () -> isFree(channel))) {
          channel.close();
          throw new LaunchException("another command is still running on " + directory
              + ": find it with ps, and stop it");
        }
      }
      return new ClusterLock(channel);
    } catch (IOException e) {
      throw unusable(directory, e);
    }
  }

  private static boolean isFree(FileChannel channel) {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    } catch (IOException e) {
      throw new LaunchException("the lock can't be taken: " + e);
    }
  }

  private static LaunchException unusable(Path directory, IOException e) {
    return new LaunchException(
        directory + " can't be used: " + e + "; choose a writable directory with --data");
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new LaunchException("releasing the lock failed: " + e);
    }
  }
}
