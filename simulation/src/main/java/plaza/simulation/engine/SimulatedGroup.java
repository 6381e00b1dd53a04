package plaza.simulation.engine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import plaza.core.port.PartitionAssignment;
import plaza.simulation.world.Actor;
import plaza.simulation.world.Fault;

/// Assigns partitions as a consumer group does: a node that is gone or frozen loses its
/// partitions to others, is not notified, and may continue with them when it wakes up. Now and
/// then everything is shared out again.
public final class SimulatedGroup {
  private static final int TOLD_MILLIS_MAX = 600;

  private final Hazards hazards;
  private final int partitions;
  private final List<Member> members = new ArrayList<>();
  private int turn;

  public SimulatedGroup(int partitions, Hazards hazards) {
    this.partitions = partitions;
    this.hazards = hazards;
  }

  private static final class Member {
    private final Actor actor;
    private final Consumer<Set<Integer>> owner;
    private Set<Integer> share = Set.of();

    Member(Actor actor, Consumer<Set<Integer>> owner) {
      this.actor = actor;
      this.owner = owner;
    }
  }

  /// How one process takes part.
  public PartitionAssignment of(Actor actor) {
    return new PartitionAssignment() {
      @Override
      public void begin(Consumer<Set<Integer>> owner) {
        members.add(new Member(actor, owner));
      }

      @Override
      public void close() {
        members.removeIf(member -> member.actor == actor);
      }
    };
  }

  /// Shares the partitions out among those who are alive. To be called now and then.
  public void share() {
    members.removeIf(member -> member.actor.dead());
    if (hazards.strikes(Fault.REBALANCE)) {
      turn++;
    }
    var alive = members.stream().filter(member -> !member.actor.frozen()).toList();
    for (int i = 0; i < alive.size(); i++) {
      var share = new HashSet<Integer>();
      for (int partition = 0; partition < partitions; partition++) {
        if ((partition + turn) % alive.size() == i) {
          share.add(partition);
        }
      }
      give(alive.get(i), share);
    }
  }

  private void give(Member member, Set<Integer> share) {
    if (!share.equals(member.share)) {
      member.share = share;
      hazards.later(TOLD_MILLIS_MAX, "share", () -> tell(member));
    }
  }

  private static void tell(Member member) {
    if (!member.actor.dead() && !member.actor.frozen()) {
      member.owner.accept(member.share);
    } else {
      // He is told when he is back.
      member.share = Set.of();
    }
  }
}
