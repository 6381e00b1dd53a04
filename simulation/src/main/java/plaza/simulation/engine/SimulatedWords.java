package plaza.simulation.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import plaza.core.port.ClusterBus;
import plaza.simulation.world.Actor;
import plaza.simulation.world.Fault;

/// The simulated cluster bus: messages arrive a little later, in the order of each sender, or
/// never.
public final class SimulatedWords {
  private static final int LATE_MILLIS_MAX = 300;

  private final Hazards hazards;
  private final List<Ear> ears = new ArrayList<>();

  public SimulatedWords(Hazards hazards) {
    this.hazards = hazards;
  }

  private record Ear(Actor actor, ClusterBus.Listener listener) {}

  /// How one process speaks and hears.
  public ClusterBus of(Actor actor) {
    return new Mouth(actor);
  }

  private final class Mouth implements ClusterBus {
    private final Actor actor;
    private final Deque<byte[]> underway = new ArrayDeque<>();

    Mouth(Actor actor) {
      this.actor = actor;
    }

    @Override
    public void broadcast(byte[] message) {
      underway.add(message);
      hazards.later(LATE_MILLIS_MAX, "words", () -> deliver(underway.removeFirst()));
    }

    private void deliver(byte[] message) {
      ears.removeIf(ear -> ear.actor().dead());
      for (var ear : List.copyOf(ears)) {
        if (ear.actor() != actor) {
          if (hazards.strikes(Fault.WORDS_LOST)) {
            tellSometimes(ear);
          } else {
            ear.listener().received(message);
          }
        }
      }
    }

    /// Who loses a connection notices; a message that is thrown away nobody notices.
    private void tellSometimes(Ear ear) {
      if (hazards.below(2) == 0) {
        ear.listener().lost();
      }
    }

    @Override
    public void listen(Listener listener) {
      ears.add(new Ear(actor, listener));
    }

    @Override
    public void close() {}
  }
}
