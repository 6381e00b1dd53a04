package plaza.server;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import plaza.server.report.Reasons;

/// The directory of the embedded deployment, held by one process at a time.
final class DataDirectory implements AutoCloseable {
  /// What opening the files needs.
  private static final long ROOM_BYTES = 1 << 20;

  private final DataFiles files;
  private final FileChannel channel;

  private DataDirectory(DataFiles files, FileChannel channel) {
    this.files = files;
    this.channel = channel;
  }

  /// Takes the directory, and makes it when it is not there.
  ///
  /// @throws Mistake it can't be used, or another process has it
  static DataDirectory take(Path path) {
    var files = new DataFiles(path);
    var file = files.lock();
    try {
      files.makeDirectory();
      if (Files.getFileStore(path).getUsableSpace() < ROOM_BYTES) {
        throw new UserError("there is no free space on the disk of " + path + ": free some");
      }
      var channel = FileChannel.open(
          file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      if (!locked(channel)) {
        channel.close();
        throw new UserError("another Plaza uses the data directory " + path + " (process "
            + Files.readString(file).strip()
            + "): stop it, or choose another directory with --data");
      }
      channel.truncate(0);
      channel.write(StandardCharsets.US_ASCII.encode(ProcessHandle.current().pid() + "\n"));
      return new DataDirectory(files, channel);
    } catch (IOException e) {
      throw new UserError("the data directory " + path + " can't be used: " + Reasons.of(e));
    }
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  DataFiles files() {
    return files;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // The lock goes with the process.
    }
  }
}
