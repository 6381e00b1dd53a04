package plaza.edge.http;

import io.netty.channel.EventLoop;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import plaza.core.pipeline.Supervised;

/// A task that event loops run again and again, as long as the server lives. What a run throws,
/// an [Error] too, ends neither the runs nor the loop: it is logged, and kept as [#trouble]
/// until a run succeeds.
public final class PeriodicTask implements Supervised {
  private static final Logger LOG = LoggerFactory.getLogger(PeriodicTask.class);

  private final String name;
  private final Runnable work;
  private volatile String trouble = "";

  /// @param name as `/ready` calls it
  public PeriodicTask(String name, Runnable work) {
    this.name = name;
    this.work = work;
  }

  /// Has it run on a loop from now on, as long as the loop lives.
  void every(Duration period, EventLoop loop) {
    var _ = loop.scheduleAtFixedRate(
        this::run, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// As [#every(Duration, EventLoop)], on one of the loops.
  void every(Duration period, Vertx vertx) {
    vertx.setPeriodic(period.toMillis(), _ -> run());
  }

  /// Does something for each, whatever it throws for some: one that fails every time must not keep
  /// those behind it from their turns.
  ///
  /// @throws IllegalStateException it threw something, told once it was done for all
  public static <T> void forEach(Collection<T> all, Consumer<T> work) {
    var failures = new ArrayList<Throwable>();
    for (var one : all) {
      try {
        work.accept(one);
      } catch (RuntimeException | Error e) {
        failures.add(e);
      }
    }
    if (!failures.isEmpty()) {
      var first = failures.getFirst();
      throw new IllegalStateException("failed for " + failures.size() + ": " + first, first);
    }
  }

  /// Runs it once; throws nothing.
  void run() {
    try {
      work.run();
      trouble = "";
    } catch (RuntimeException | Error e) {
      failed(e);
    }
  }

  private void failed(Throwable failure) {
    trouble = name + " failed and is tried again: " + failure;
    LOG.atError().setCause(failure).addKeyValue("task", name).log("a periodic task failed");
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String trouble() {
    return trouble;
  }
}
