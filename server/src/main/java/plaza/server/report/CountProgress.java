package plaza.server.report;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/// Shows how many things are done of work whose end is not known: a bar on a terminal, and a line
/// every few seconds elsewhere.
public final class CountProgress implements AutoCloseable {
  private static final int INTERVAL_MS = 500;
  private static final Duration LINE_EVERY = Duration.ofSeconds(10);

  private final String task;
  private final String things;
  private final AtomicLong done = new AtomicLong();
  private final AtomicLong lineAt = new AtomicLong(System.nanoTime() + LINE_EVERY.toNanos());

  /// One, or none.
  private final List<ProgressBar> bars;

  /// @param things that are counted, for example `messages`
  public CountProgress(String task, String things) {
    this.task = task;
    this.things = things;
    this.bars = Terminal.isErrorOutput() ? List.of(bar()) : List.of();
  }

  private ProgressBar bar() {
    return new ProgressBarBuilder()
        .setTaskName(task)
        .setInitialMax(-1)
        .setUnit(" " + things, 1)
        .setUpdateIntervalMillis(INTERVAL_MS)
        .build();
  }

  /// So many things more are done.
  public void add(long count) {
    var all = done.addAndGet(count);
    bars.forEach(bar -> bar.stepTo(all));
    var at = lineAt.get();
    var now = System.nanoTime();
    if (bars.isEmpty() && now - at >= 0 && lineAt.compareAndSet(at, now + LINE_EVERY.toNanos())) {
      System.err.println(task + ": " + all + " " + things);
    }
  }

  @Override
  public void close() {
    bars.forEach(ProgressBar::close);
  }
}
