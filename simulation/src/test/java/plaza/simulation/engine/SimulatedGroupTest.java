package plaza.simulation.engine;

import java.util.Set;
import java.util.function.Consumer;
import plaza.contract.SharesContract;
import plaza.core.port.Shares;
import plaza.simulation.world.Actor;

/// Shared out whenever somebody comes or goes.
class SimulatedGroupTest extends SharesContract {
  private final SimulatedGroup group = new SimulatedGroup(PARTITIONS, new Calm());

  @Override
  protected Shares shares() {
    var member = group.of(new Actor("node"));
    return new Shares() {
      @Override
      public void begin(Consumer<Set<Integer>> owner) {
        member.begin(owner);
        group.share();
      }

      @Override
      public void close() {
        member.close();
        group.share();
      }
    };
  }
}
