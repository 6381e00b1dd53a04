package plaza.core.pipeline;

/// How a partition is.
public sealed interface PartitionState {
  /// It applies what was in the log when it was taken up; nothing is read from it yet.
  record CatchingUp() implements PartitionState {}

  record Serving() implements PartitionState {}

  /// It goes no further by itself; the others go on.
  record Stopped(String why) implements PartitionState {}
}
