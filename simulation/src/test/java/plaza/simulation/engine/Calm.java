package plaza.simulation.engine;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import plaza.simulation.world.Actor;
import plaza.simulation.world.Fault;

/// Surroundings in which nothing goes wrong, and threads are real.
final class Calm implements Hazards {
  private final Actor actor = new Actor("test");

  @Override
  public void pass() {}

  @Override
  public boolean strikes(Fault fault) {
    return false;
  }

  @Override
  public int below(int bound) {
    return bound - 1;
  }

  @Override
  public boolean await(BooleanSupplier condition, Duration atMost) {
    var due = System.nanoTime() + atMost.toNanos();
    while (!condition.getAsBoolean() && System.nanoTime() < due) {
      Thread.onSpinWait();
    }
    return condition.getAsBoolean();
  }

  @Override
  public Actor caller() {
    return actor;
  }

  @Override
  public void later(int millisMax, String what, Runnable action) {
    action.run();
  }

  @Override
  public long now() {
    return 0;
  }

  @Override
  public long backAt() {
    return 0;
  }
}
