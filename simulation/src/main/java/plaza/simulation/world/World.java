package plaza.simulation.world;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Runs tasks one at a time, in an order that a seed decides. A task is left only where it pauses,
/// waits, or is blocked by what it calls; another one goes on then. Time stands still while
/// anybody can do something, but for a moment each step.
///
/// Everything is done on the thread that calls [#run]: the same seed is the same run.
public final class World {
  private static final long MICROS_A_STEP = 20;

  /// After so many steps it is looked whose wait is over: most waits are asked for nothing, and to
  /// ask all of them after each step took a third of the time.
  private static final int STEPS_A_LOOK = 4;

  /// How many steps a run may take before it counts as stuck.
  private final long stepsMax;

  private final SplittableRandom order;
  private final List<Step> ready = new ArrayList<>();
  private final List<Wait> waits = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();
  private @Nullable Task current;
  private long now;
  private long steps;
  private long trace;

  public World(long seed, long stepsMax) {
    this.order = new SplittableRandom(seed);
    this.stepsMax = stepsMax;
  }

  /// A task that waits for something, until `due` at the latest.
  private record Wait(Thread thread, Task task, BooleanSupplier condition, long due) {}

  /// Microseconds since the world began.
  public long now() {
    return now;
  }

  public long steps() {
    return steps;
  }

  /// A digest of the order of all steps so far: equal for equal runs.
  public long trace() {
    return trace;
  }

  /// What tasks failed with: none is meant to.
  public List<String> failures() {
    return failures;
  }

  /// Who takes a step just now, for anyone who tells of it.
  public String who() {
    return current == null ? "nobody" : current.toString();
  }

  /// The task that takes a step just now.
  public Task current() {
    return Objects.requireNonNull(current, "no task runs");
  }

  public Task spawn(String name, Actor actor, Runnable body) {
    var task = new Task(name, actor);
    var thread = VirtualThreads.unstarted(goOn -> add(new Step(task, goOn)), () -> {
      body.run();
      task.end();
    });
    thread.setUncaughtExceptionHandler((_, failure) -> failures.add(task + " failed: " + failure));
    task.runsOn(thread);
    thread.start();
    return task;
  }

  private void add(Step step) {
    if (!step.task().actor().dead() && !step.task().actor().holds(step)) {
      ready.add(step);
    }
  }

  /// Has the process's tasks go on.
  public void thaw(Actor actor) {
    actor.thaw().forEach(this::add);
  }

  /// Runs until `end`.
  ///
  /// @throws Stuck nobody can do anything any more, or it takes too long
  public void run(BooleanSupplier end) {
    while (!end.getAsBoolean()) {
      wakeWhoWaits();
      if (ready.isEmpty()) {
        now = nextDue();
      }
      for (int i = 0; i < STEPS_A_LOOK && !ready.isEmpty(); i++) {
        take(order.nextInt(ready.size()));
      }
    }
  }

  private long nextDue() {
    var next = Long.MAX_VALUE;
    for (var wait : waits) {
      next = Math.min(next, wait.due());
    }
    if (next == Long.MAX_VALUE) {
      throw new Stuck("nobody can do anything any more");
    }
    return next;
  }

  private void take(int index) {
    var step = ready.get(index);
    ready.set(index, ready.getLast());
    ready.removeLast();
    if (step.task().actor().dead() || step.task().actor().holds(step)) {
      return;
    }
    now += MICROS_A_STEP;
    trace = trace * 31 + step.task().hash();
    current = step.task();
    step.goOn().run();
    current = null;
    if (step.task().blocked()) {
      // The JDK would have it go on from a thread of its own, at any time.
      throw new Stuck(step.task() + " waits for a monitor that is held by a task that waits: take"
          + " a lock of java.util.concurrent there");
    }
    if (++steps > stepsMax) {
      throw new Stuck("it is not over after " + stepsMax + " steps");
    }
  }

  private void wakeWhoWaits() {
    for (int i = 0; i < waits.size(); ) {
      var wait = waits.get(i);
      if (wait.task().actor().dead()) {
        remove(i);
      } else if (wait.due() <= now || wait.condition().getAsBoolean()) {
        remove(i);
        LockSupport.unpark(wait.thread());
      } else {
        i++;
      }
    }
  }

  private void remove(int index) {
    waits.set(index, waits.getLast());
    waits.removeLast();
  }

  /// Lets others take steps.
  @SuppressWarnings("ThreadPriorityCheck") // the scheduler is ours
  public void pause() {
    Thread.yield();
  }

  public void sleep(Duration time) {
    await(() -> false, time);
  }

  /// Waits until `condition`, which is asked between steps, or for `atMost`; says whether it
  /// holds.
  public boolean await(BooleanSupplier condition, Duration atMost) {
    var due = now + atMost.toNanos() / 1_000;
    while (now < due && !condition.getAsBoolean()) {
      waits.add(new Wait(Thread.currentThread(), current(), condition, due));
      LockSupport.park();
    }
    return condition.getAsBoolean();
  }

  /// Ends the process of the task that calls; does not return.
  public void die() {
    current().actor().kill();
    while (true) {
      LockSupport.park();
    }
  }
}
