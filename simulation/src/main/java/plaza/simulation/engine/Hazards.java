package plaza.simulation.engine;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import plaza.simulation.world.Actor;
import plaza.simulation.world.Fault;

/// The surroundings of the simulated engines.
public interface Hazards {
  /// Between two steps of anyone who calls an engine, on the way there and on the way back:
  /// others go on meanwhile, it takes long, its process stands still or is gone.
  void pass();

  /// Whether this goes wrong now.
  boolean strikes(Fault fault);

  int below(int bound);

  /// Waits until `condition` holds, or for `atMost`; says whether it holds.
  boolean await(BooleanSupplier condition, Duration atMost);

  /// Whose task calls.
  Actor caller();

  /// Has nature do something after some time.
  void later(int millisMax, String what, Runnable action);

  /// Microseconds since the world began.
  long now();

  /// When an engine that goes away now is back, in microseconds of the world.
  long backAt();
}
