package plaza.core.port;

/// Positions: every effective change takes the next one of its partition, stored on the row that
/// it changed. A position is one number, unique in the server: the partition above, the count
/// below. 0 is before every position.
public final class Position {
  private static final int COUNT_BITS = 48;

  private Position() {}

  /// The position before the first of a partition.
  public static long start(int partition) {
    return (long) partition << COUNT_BITS;
  }

  /// The position after the last of a partition.
  public static long end(int partition) {
    return start(partition + 1);
  }

  public static int partition(long position) {
    return (int) (position >>> COUNT_BITS);
  }
}
