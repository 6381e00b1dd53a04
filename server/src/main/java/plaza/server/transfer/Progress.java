package plaza.server.transfer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import plaza.server.report.Terminal;

/// How far an import is in its file: a bar on a terminal, and now and then a line elsewhere.
final class Progress implements AutoCloseable {
  private static final int INTERVAL_MS = 1_000;

  /// How often a line says how far it is.
  private static final Duration LINE_EVERY = Duration.ofSeconds(10);

  private static final long KIBIBYTE = 1 << 10;
  private static final long MEBIBYTE = 1 << 20;

  /// Files from here on are counted in MiB.
  private static final long LARGE_BYTES = 10 * MEBIBYTE;

  private final String task;
  private final long bytes;
  private final String things;
  private final AtomicLong done = new AtomicLong();
  private final AtomicLong lineAt = new AtomicLong(System.nanoTime() + LINE_EVERY.toNanos());

  /// One, or none.
  private final List<ProgressBar> bars;

  /// @param things that are counted, for example `messages`
  Progress(String task, Path file, String things) throws IOException {
    this.task = task;
    this.bytes = Files.size(file);
    this.things = things;
    this.bars = Terminal.isErrorOutput() ? List.of(bar()) : List.of();
  }

  private ProgressBar bar() {
    var large = bytes >= LARGE_BYTES;
    return new ProgressBarBuilder()
        .setTaskName(task)
        .setInitialMax(bytes)
        .setUnit(large ? " MiB" : " KiB", large ? MEBIBYTE : KIBIBYTE)
        .showSpeed()
        .setUpdateIntervalMillis(INTERVAL_MS)
        .build();
  }

  /// So many bytes of the file were read.
  void read(long count) {
    bars.forEach(bar -> bar.stepTo(count));
    var at = lineAt.get();
    var now = System.nanoTime();
    if (bars.isEmpty() && now - at >= 0 && lineAt.compareAndSet(at, now + LINE_EVERY.toNanos())) {
      System.err.println(task + ": " + count / KIBIBYTE + " of " + bytes / KIBIBYTE + " KiB, "
          + done.get() + " " + things);
    }
  }

  /// So many things more are done.
  void add(long count) {
    var all = done.addAndGet(count);
    bars.forEach(bar -> bar.setExtraMessage(all + " " + things));
  }

  /// How many things are done.
  long done() {
    return done.get();
  }

  /// All of the file is done.
  void finish() {
    bars.forEach(bar -> bar.stepTo(bytes));
  }

  @Override
  public void close() {
    bars.forEach(ProgressBar::close);
  }
}
