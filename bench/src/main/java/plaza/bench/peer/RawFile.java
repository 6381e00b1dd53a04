package plaza.bench.peer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import plaza.bench.measure.Sample;

/// The limit of the disk: anyone who waits is written to the end of a file, which is synced once a
/// group (`fdatasync`).
public record RawFile(Path directory, int clients) {
  private static final int GROUP_MAX = 4_096;
  private static final int EVENT_BYTES = 200;

  public Sample run(Duration time) throws IOException, InterruptedException {
    var file = Files.createTempFile(directory, "raw", ".log");
    var channel = FileChannel.open(file, StandardOpenOption.WRITE);
    try {
      return Waiters.run(clients, 1, GROUP_MAX, time, new Appending(channel));
    } finally {
      Files.delete(file);
    }
  }

  private record Appending(FileChannel channel) implements Waiters.Server {
    @Override
    public void serve(List<Waiters.Waiter> group) throws IOException {
      var bytes = ByteBuffer.allocate(EVENT_BYTES * group.size());
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(false);
      group.forEach(Waiters.Waiter::tell);
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
