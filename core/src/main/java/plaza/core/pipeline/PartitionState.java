package plaza.core.pipeline;

/// The state of a partition.
public sealed interface PartitionState {
  /// It applies what was in the log when it was taken up; nothing is read from it yet.
  record CatchingUp() implements PartitionState {}

  record Serving() implements PartitionState {}

  /// It does not recover automatically; the other partitions continue.
  record Stopped(String why) implements PartitionState {}
}
