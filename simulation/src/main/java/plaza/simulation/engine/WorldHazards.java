package plaza.simulation.engine;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import plaza.simulation.world.Actor;
import plaza.simulation.world.Chance;
import plaza.simulation.world.Fault;
import plaza.simulation.world.World;

/// The hazards of a world, as chance has them.
public final class WorldHazards implements Hazards {
  private static final int SLOW_MILLIS_MAX = 1_500;
  private static final int FROZEN_MILLIS_MAX = 6_000;
  private static final int AWAY_MILLIS_MAX = 2_500;

  private final World world;
  private final Chance chance;
  private final Actor nature;

  /// @param nature the process that nobody kills
  public WorldHazards(World world, Chance chance, Actor nature) {
    this.world = world;
    this.chance = chance;
    this.nature = nature;
  }

  @Override
  public void pass() {
    if (strikes(Fault.CRASH)) {
      world.die();
    }
    if (strikes(Fault.FREEZE)) {
      var actor = caller();
      actor.freeze();
      later(FROZEN_MILLIS_MAX, "thaw", () -> world.thaw(actor));
    }
    if (strikes(Fault.SLOW)) {
      world.sleep(millis(SLOW_MILLIS_MAX));
    } else {
      world.pause();
    }
  }

  private Duration millis(int bound) {
    return Duration.ofMillis(1 + below(bound));
  }

  @Override
  public boolean strikes(Fault fault) {
    return chance.strikes(fault);
  }

  @Override
  public int below(int bound) {
    return chance.below(bound);
  }

  @Override
  public boolean await(BooleanSupplier condition, Duration atMost) {
    return world.await(condition, atMost);
  }

  @Override
  public Actor caller() {
    return world.current().actor();
  }

  @Override
  public void later(int millisMax, String what, Runnable action) {
    var time = millis(millisMax);
    world.spawn(what, nature, () -> {
      world.sleep(time);
      action.run();
    });
  }

  @Override
  public long now() {
    return world.now();
  }

  @Override
  public long backAt() {
    return now() + millis(AWAY_MILLIS_MAX).toNanos() / 1_000;
  }
}
