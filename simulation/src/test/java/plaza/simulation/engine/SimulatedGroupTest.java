package plaza.simulation.engine;

import java.util.Set;
import java.util.function.Consumer;
import plaza.contract.PartitionAssignmentContract;
import plaza.core.port.PartitionAssignment;
import plaza.simulation.world.Actor;

/// The assignment changes when a member joins or leaves.
class SimulatedGroupTest extends PartitionAssignmentContract {
  private final SimulatedGroup group = new SimulatedGroup(PARTITIONS, new Calm());

  @Override
  protected PartitionAssignment shares() {
    var member = group.of(new Actor("node"));
    return new PartitionAssignment() {
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
