package plaza.core.work;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import plaza.core.pipeline.RepeatedTask;
import plaza.core.pipeline.Supervised;
import plaza.core.pipeline.UnavailableException;
import plaza.core.pipeline.Worker;

/// A few platform threads for CPU-heavy work. The operating system slices their time, so they leave
/// the processors to the threads that serve calls now and then, whatever the work is.
///
/// Each application has a queue of its own. The applications that have work take turns, one
/// piece of work a turn, and none has all threads unless there is only one. A full queue
/// refuses more work of its application, and nobody else's.
public final class ComputePool implements Compute, Supervised, AutoCloseable {
  /// The most pieces of work of one application that wait: fewer than the calls that a server
  /// answers at a time.
  public static final int WAITING_PER_APPLICATION_MAX = 10_000;

  private final int runningPerApplicationMax;
  private final String name;
  private final List<Worker> workers = new ArrayList<>();

  /// Guards everything below.
  private final Object lock = new Object();

  private final Map<Long, Share> shares = new HashMap<>();

  /// The applications that have work to be taken, each once, in the order of their turns.
  private final Queue<Share> turns = new ArrayDeque<>();

  private boolean closed;

  /// What there is of one application.
  static final class Share {
    private final long application;
    private final Queue<FutureTask<?>> waiting = new ArrayDeque<>();
    private int running;
    private boolean inTurns;

    Share(long application) {
      this.application = application;
    }
  }

  /// @param name of the threads
  /// @param count of the threads, at least 1
  public ComputePool(String name, int count) {
    this.name = name;
    this.runningPerApplicationMax = Math.max(1, count - 1);
    for (int i = 0; i < count; i++) {
      workers.add(Worker.of(new Working(name + "-" + i)));
    }
    workers.forEach(Worker::start);
  }

  @Override
  public <T> T run(long application, Supplier<T> work) {
    var task = new FutureTask<T>(work::get);
    enqueue(application, task);
    try {
      return task.get();
    } catch (ExecutionException e) {
      throw switch (e.getCause()) {
        case RuntimeException cause -> cause;
        case Error cause -> throw cause;
        case null, default -> new IllegalStateException(e);
      };
    } catch (InterruptedException e) {
      task.cancel(false);
      Thread.currentThread().interrupt();
      throw new UnavailableException("the server is closing");
    }
  }

  private void enqueue(long application, FutureTask<?> task) {
    synchronized (lock) {
      if (closed) {
        throw new UnavailableException("the server is closing");
      }
      var share = shares.computeIfAbsent(application, Share::new);
      if (share.waiting.size() >= WAITING_PER_APPLICATION_MAX) {
        throw new OverloadException(
            "too many calls of this application are waiting for a processor");
      }
      share.waiting.add(task);
      takeTurn(share);
    }
  }

  private void takeTurn(Share share) {
    var ready = !share.waiting.isEmpty() && share.running < runningPerApplicationMax;
    if (ready && !share.inTurns) {
      share.inTurns = true;
      turns.add(share);
      lock.notify();
    }
  }

  /// What one thread does: a piece of work is a turn.
  private final class Working implements RepeatedTask {
    private final String name;

    Working(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public Duration take(Duration patience) {
      var share = next();
      if (share != null) {
        work(share);
      }
      return Duration.ZERO;
    }

    @Override
    public boolean over() {
      synchronized (lock) {
        return closed && turns.isEmpty();
      }
    }
  }

  private void work(Share share) {
    var task = begin(share);
    try {
      task.run();
    } finally {
      end(share);
    }
  }

  /// Waits for the next application whose turn it is; null when the pool is closed.
  private @Nullable Share next() {
    synchronized (lock) {
      while (turns.isEmpty() && !closed) {
        try {
          lock.wait();
        } catch (InterruptedException e) {
          // Only work can have been meant, and it has ended.
        }
      }
      return turns.poll();
    }
  }

  private FutureTask<?> begin(Share share) {
    synchronized (lock) {
      share.inTurns = false;
      share.running++;
      var task = share.waiting.remove();
      takeTurn(share);
      return task;
    }
  }

  private void end(Share share) {
    synchronized (lock) {
      share.running--;
      takeTurn(share);
      if (share.waiting.isEmpty() && share.running == 0) {
        shares.remove(share.application);
      }
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String trouble() {
    return workers.stream()
        .map(Worker::trouble)
        .filter(trouble -> !trouble.isEmpty())
        .findFirst()
        .orElse("");
  }

  /// Ends the threads when the work that waits is done; takes no more.
  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
      lock.notifyAll();
    }
  }
}
