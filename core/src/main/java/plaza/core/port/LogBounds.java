package plaza.core.port;

/// The id of a log, and the bounds of its partitions.
public interface LogBounds {
  /// Which log this is: a random text made with it, so that another log put in its place is
  /// noticed.
  String id();

  int partitions();

  /// The lowest offset that can still be read.
  long start(int partition);

  /// The offset that the next event will have, or a lower bound of it.
  long end(int partition);
}
