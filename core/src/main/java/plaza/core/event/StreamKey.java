package plaza.core.event;

/// The unit of order: all events of one stream are in one partition of the log, in the order in
/// which they were appended.
///
/// @param kind what the stream belongs to, for example `chat`
/// @param application 0 for the server's own stream
/// @param number of the thing within the application; 0 for the application's own stream
public record StreamKey(String kind, long application, long number) {
  /// The stream that writes applications and keys.
  public static final StreamKey SERVER = new StreamKey("server", 0, 0);

  private static final String CODE = "code";

  /// The stream that creates, changes and deletes an application's chats.
  public static StreamKey ofApplication(long application) {
    return new StreamKey("application", application, 0);
  }

  /// The stream that carries a chat's messages.
  public static StreamKey ofChat(long application, long number) {
    return new StreamKey("chat", application, number);
  }

  /// A stream that creates links without a code of their own. Equal seeds are one stream.
  public static StreamKey ofNewLinks(long application, long seed) {
    return new StreamKey("links", application, seed);
  }

  /// The stream of the link whose code is, or would be, made of this number, 0 or more. Partition p
  /// of P gives out the numbers n with n mod P = p, so that is where it is.
  public static StreamKey ofCode(long number) {
    return new StreamKey(CODE, 0, number);
  }

  /// The stream of the links whose codes are made of no number and have this hash.
  public static StreamKey ofSlug(long hash) {
    return new StreamKey("slug", 0, hash);
  }

  /// The partition among `count` that this stream is in. Never changes: where a stream's events
  /// are depends on it.
  public int partition(int count) {
    if (kind.equals(CODE)) {
      return (int) (number % count);
    }
    var hash = fnv1a(kind);
    hash = mix(hash ^ mix(application));
    hash = mix(hash ^ mix(number + 0x9E37_79B9_7F4A_7C15L));
    return Math.floorMod(hash, count);
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
