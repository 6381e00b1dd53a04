package plaza.core.port;

import java.util.Set;
import java.util.function.Consumer;

/// The assignment of the log's partitions to this node. Each partition is one node's, most of
/// the time: for moments a partition may have no owner or, when a node was presumed dead, two;
/// the store sees to it that this does no harm.
public interface PartitionAssignment extends AutoCloseable {
  /// Of one who leaves them all to others.
  static PartitionAssignment none() {
    return new PartitionAssignment() {
      @Override
      public void begin(Consumer<Set<Integer>> owner) {
        owner.accept(Set.of());
      }

      @Override
      public void close() {
        // He has nothing to leave.
      }
    };
  }

  /// Joins the assignment. `owner` receives all partitions of this node whenever they change,
  /// from a thread of the engine's; it must be quick.
  void begin(Consumer<Set<Integer>> owner);

  /// Why this node takes no part at the moment; empty when it does.
  default String trouble() {
    return "";
  }

  /// Leaves its partitions to the others, at once.
  @Override
  void close();
}
