package plaza.server.transfer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/// How far an import is in its file, as a bar on the terminal.
final class Progress implements AutoCloseable {
  private static final int INTERVAL_MS = 1_000;
  private static final long KIBIBYTE = 1 << 10;
  private static final long MEBIBYTE = 1 << 20;

  /// Files from here on are counted in MiB.
  private static final long LARGE_BYTES = 10 * MEBIBYTE;

  private final long bytes;
  private final String things;
  private final AtomicLong done = new AtomicLong();
  private final ProgressBar bar;

  /// @param things that are counted, for example `messages`
  Progress(String task, Path file, String things) throws IOException {
    this.bytes = Files.size(file);
    this.things = things;
    var large = bytes >= LARGE_BYTES;
    this.bar = new ProgressBarBuilder()
        .setTaskName(task)
        .setInitialMax(bytes)
        .setUnit(large ? " MiB" : " KiB", large ? MEBIBYTE : KIBIBYTE)
        .showSpeed()
        .setUpdateIntervalMillis(INTERVAL_MS)
        .build();
  }

  /// So many bytes of the file were read.
  void read(long count) {
    bar.stepTo(count);
  }

  /// So many things more are done.
  void add(long count) {
    bar.setExtraMessage(done.addAndGet(count) + " " + things);
  }

  /// How many things are done.
  long done() {
    return done.get();
  }

  /// All of the file is done.
  void finish() {
    bar.stepTo(bytes);
  }

  @Override
  public void close() {
    bar.close();
  }
}
