package plaza.core.pipeline;

/// Somebody who is told of committed batches, in the order of their partition, on the applier's
/// thread: it must be quick, and wake another thread for what takes longer. An announcement may
/// be lost in a crash and repeated after one; a receiver that must miss nothing keeps a position
/// and reads the rows above it.
@FunctionalInterface
public interface Receiver {
  void announced(Announcement announcement);

  /// Told when batches were committed that nobody can announce: the engine lost its answer.
  default void missed() {}
}
