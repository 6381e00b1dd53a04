package plaza.simulation.world;

import java.util.ArrayList;
import java.util.List;

/// Something that has tasks and can lose all of them at once: a node of the server, or a client.
public final class Actor {
  private final String name;
  private final List<Step> held = new ArrayList<>();
  private final List<Runnable> mourners = new ArrayList<>();
  private boolean dead;
  private boolean frozen;

  public Actor(String name) {
    this.name = name;
  }

  public boolean dead() {
    return dead;
  }

  public boolean frozen() {
    return frozen;
  }

  /// None of its tasks takes another step, ever.
  public void kill() {
    if (!dead) {
      dead = true;
      List.copyOf(mourners).forEach(Runnable::run);
    }
  }

  /// Has `mourner` called when it is killed.
  public void whenKilled(Runnable mourner) {
    mourners.add(mourner);
  }

  public void forget(Runnable mourner) {
    mourners.remove(mourner);
  }

  /// Its tasks stand still until [World#thaw]; the rest of the world goes on.
  public void freeze() {
    frozen = true;
  }

  boolean holds(Step step) {
    if (frozen) {
      held.add(step);
    }
    return frozen;
  }

  List<Step> thaw() {
    frozen = false;
    var steps = List.copyOf(held);
    held.clear();
    return steps;
  }

  @Override
  public String toString() {
    return name;
  }
}
