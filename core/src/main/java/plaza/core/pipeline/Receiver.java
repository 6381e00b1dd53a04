package plaza.core.pipeline;

/// Receives committed batches in the order of their partition, on the applier's thread: it must
/// be quick, and wake another thread for longer work. An announcement may be lost in a crash
/// and repeated after one; a receiver that must miss nothing keeps a position and reads the
/// rows above it.
@FunctionalInterface
public interface Receiver {
  void announced(Announcement announcement);

  /// Called when batches were committed that can't be announced: the engine lost its answer.
  default void missed() {}
}
