package plaza.simulation.world;

import org.jspecify.annotations.Nullable;

/// One line of action of a process: a virtual thread that runs when the [World] says so.
public final class Task {
  private final String name;
  private final Actor actor;
  private final int hash;
  private @Nullable Thread thread;
  private boolean ended;

  Task(String name, Actor actor) {
    this.name = name;
    this.actor = actor;
    this.hash = toString().hashCode();
  }

  /// The same in each run, as its name is.
  int hash() {
    return hash;
  }

  public Actor actor() {
    return actor;
  }

  void runsOn(Thread thread) {
    this.thread = thread;
  }

  /// Whether it waits for a monitor.
  boolean blocked() {
    return thread != null && thread.getState() == Thread.State.BLOCKED;
  }

  public boolean ended() {
    return ended;
  }

  void end() {
    ended = true;
  }

  @Override
  public String toString() {
    return actor + " " + name;
  }
}
