package plaza.edge.http;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An event loop. What belongs to one is touched by its thread alone, and needs no lock.
public record Loop(EventLoop thread) {
  private static final Logger LOG = LoggerFactory.getLogger(Loop.class);

  /// Has `task` run by the loop's thread, after what it is doing now.
  public void run(Runnable task) {
    thread.execute(logged(task));
  }

  /// A task that fails is logged.
  private static Runnable logged(Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (RuntimeException | Error e) {
        LOG.atError().setCause(e).log("a task on an event loop failed");
      }
    };
  }

  /// Has `task` run after a while, unless what is returned is run before.
  public Runnable later(Duration delay, Runnable task) {
    var scheduled = thread.schedule(logged(task), delay.toNanos(), TimeUnit.NANOSECONDS);
    return () -> scheduled.cancel(false);
  }

  /// Has `task` run again and again, as long as the loop lives.
  public void every(Duration period, PeriodicTask task) {
    task.every(period, thread);
  }
}
