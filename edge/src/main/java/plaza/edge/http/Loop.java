package plaza.edge.http;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// An event loop. What belongs to one is touched by its thread alone, and needs no lock.
public record Loop(EventLoop thread) {
  /// Has `task` run by the loop's thread, after what it is doing now.
  public void run(Runnable task) {
    thread.execute(task);
  }

  /// Has `task` run after a while, unless what is returned is run before.
  public Runnable later(Duration delay, Runnable task) {
    var scheduled = thread.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
    return () -> scheduled.cancel(false);
  }

  /// Has `task` run again and again, as long as the loop lives.
  public void every(Duration period, Runnable task) {
    var _ = thread.scheduleAtFixedRate(
        task, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
  }
}
