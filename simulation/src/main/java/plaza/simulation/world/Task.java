package plaza.simulation.world;

/// One line of action of a process: a virtual thread that runs when the [World] says so.
public final class Task {
  private final String name;
  private final Actor actor;
  private final int hash;
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
