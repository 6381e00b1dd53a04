package plaza.bench.peer;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import plaza.bench.measure.Cpu;
import plaza.bench.measure.Sample;

/// Clients without HTTP: each a virtual thread that hands something in, waits until it is told,
/// and hands in the next.
final class Waiters {
  private static final Duration IDLE = Duration.ofMillis(50);

  private final BlockingQueue<Waiter> queue;
  private final AtomicInteger left;

  private Waiters(int clients) {
    this.queue = new ArrayBlockingQueue<>(clients);
    this.left = new AtomicInteger(clients);
  }

  /// One of them. What it hands in is its own turn.
  static final class Waiter {
    private final int number;
    private final Semaphore told = new Semaphore(0);
    private long turn;

    Waiter(int number) {
      this.number = number;
    }

    /// A number that spreads over waiters and turns.
    long place() {
      return number + turn * 7_919;
    }

    void tell() {
      told.release();
    }
  }

  /// What serves them: called with anyone who waits, until the time is up.
  interface Server extends AutoCloseable {
    void serve(List<Waiter> group) throws IOException;

    /// @throws IOException something that goes on beside has failed
    default void check() throws IOException {}

    @Override
    void close() throws IOException;
  }

  /// Has so many clients wait for a server.
  ///
  /// @param units that each turn counts for
  static Sample run(int clients, int units, int groupMax, Duration time, Server server)
      throws IOException, InterruptedException {
    var waiters = new Waiters(clients);
    var deadline = System.nanoTime() + time.toNanos();
    var turns = new AtomicLong();
    var threads = new ArrayList<Thread>();
    var cpu = Cpu.own().micros();
    var began = System.nanoTime();
    for (int i = 0; i < clients; i++) {
      var waiter = new Waiter(i);
      threads.add(Thread.startVirtualThread(() -> waiters.wait(waiter, deadline, turns)));
    }
    try (server) {
      while (waiters.left.get() > 0) {
        server.check();
        var group = waiters.group(groupMax);
        if (!group.isEmpty()) {
          server.serve(group);
        }
      }
    }
    for (var thread : threads) {
      thread.join();
    }
    var seconds = (System.nanoTime() - began) / 1e9;
    return Sample.of(turns.get() * units, seconds, Cpu.own().micros() - cpu);
  }

  private void wait(Waiter waiter, long deadline, AtomicLong turns) {
    while (System.nanoTime() < deadline) {
      waiter.turn++;
      queue.add(waiter);
      waiter.told.acquireUninterruptibly();
      turns.incrementAndGet();
    }
    left.decrementAndGet();
  }

  private List<Waiter> group(int most) throws InterruptedException {
    var first = queue.poll(IDLE.toMillis(), TimeUnit.MILLISECONDS);
    var group = new ArrayList<Waiter>();
    if (first != null) {
      group.add(first);
      queue.drainTo(group, most - 1);
    }
    return group;
  }
}
