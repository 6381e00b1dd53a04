package plaza.core.event;

/// The unit of order: all events of one stream are in one partition of the log, in the order in
/// which they were appended. Features name their own streams.
///
/// @param kind what the stream belongs to, for example `chat`: no two features have the same
/// @param application 0 for a stream that belongs to none
/// @param number of the thing within the application
public record StreamKey(String kind, long application, long number, Placement placement) {
  /// How a stream's partition follows from its key.
  public enum Placement {
    /// By a hash: streams are spread evenly.
    HASHED,
    /// Partition p of P has the numbers n, 0 or more, with n mod P = p: a partition gives out
    /// numbers of its own.
    NUMBERED
  }

  /// A stream anywhere.
  public static StreamKey hashed(String kind, long application, long number) {
    return new StreamKey(kind, application, number, Placement.HASHED);
  }

  /// A stream in the partition that has this number, 0 or more.
  public static StreamKey numbered(String kind, long number) {
    return new StreamKey(kind, 0, number, Placement.NUMBERED);
  }

  /// The partition among `count` that this stream is in. Never changes: where a stream's events
  /// are depends on it.
  public int partition(int count) {
    return switch (placement) {
      case NUMBERED -> (int) (number % count);
      case HASHED -> Math.floorMod(hash(), count);
    };
  }

  private long hash() {
    var hash = fnv1a(kind);
    hash = mix(hash ^ mix(application));
    return mix(hash ^ mix(number + 0x9E37_79B9_7F4A_7C15L));
  }

  private static long fnv1a(String text) {
    var hash = 0xcbf2_9ce4_8422_2325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x0000_0100_0000_01b3L;
    }
    return hash;
  }

  /// The finaliser of SplitMix64 (Steele, Lea, Flood 2014): spreads neighbouring numbers over all
  /// bits.
  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xbf58_476d_1ce4_e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d0_49bb_1331_11ebL;
    return z ^ (z >>> 31);
  }
}
