package plaza.server;

import java.util.List;
import plaza.core.pipeline.Follower;
import plaza.core.pipeline.Pipeline;
import plaza.core.port.ClusterBus;
import plaza.core.port.PartitionAssignment;

/// A node's part in the partition assignment.
sealed interface Sharing extends AutoCloseable {
  /// Prepares a pipeline that has not started; what it returns is started behind it.
  List<Follower> prepare(Pipeline pipeline);

  /// Takes part, once the pipeline has started.
  void begin(Pipeline pipeline);

  /// Why this node has no part in the assignment at the moment; empty when it has, or has no
  /// nodes to share with.
  String trouble();

  @Override
  void close();

  /// There are no others.
  record Alone() implements Sharing {
    @Override
    public List<Follower> prepare(Pipeline pipeline) {
      return List.of();
    }

    @Override
    public void begin(Pipeline pipeline) {
      // All partitions are its own.
    }

    @Override
    public String trouble() {
      return "";
    }

    @Override
    public void close() {
      // No recipient.
    }
  }

  /// There are others, who take the partitions over when it leaves.
  ///
  /// @param live on which nodes tell what they commit
  /// @param nodes on which they tell how they are
  record Shared(ClusterBus live, PartitionAssignment shares, ClusterBus nodes) implements Sharing {
    @Override
    public List<Follower> prepare(Pipeline pipeline) {
      return List.of(pipeline.shareWith(live));
    }

    @Override
    public void begin(Pipeline pipeline) {
      shares.begin(pipeline::own);
    }

    @Override
    public String trouble() {
      return shares.trouble();
    }

    @Override
    public void close() {
      shares.close();
      live.close();
    }
  }
}
