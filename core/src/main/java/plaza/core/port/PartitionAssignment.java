package plaza.core.port;

import java.util.Set;
import java.util.function.Consumer;

/// Which partitions of the log are this node's to apply. Each partition is one node's, most of the
/// time: for moments it may be nobody's, or, when a node was thought dead, two nodes'; the store
/// sees to it that this does no harm.
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

  /// Takes part in the sharing. `owner` is told all that this node has, whenever that changes,
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
