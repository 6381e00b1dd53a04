package plaza.edge.http;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/// The limits on what the server accepts from an unauthenticated client.
///
/// @param lineBytes the longest request line: 414 beyond
/// @param headerBytes the most bytes of all headers: 431 beyond
/// @param arrival how long a request may take to arrive whole, and the bytes of an answer may wait
///     to be read, beside what their length needs at `bytesPerSecond`: 408, closed beyond
/// @param silence how long a connection may be silent: closed beyond
/// @param connections of one client address: closed beyond
/// @param inFlight requests that are being answered; of one client, as [FairShare] has it: 503
///     beyond
/// @param bytes of bodies, as they weigh once they are parsed, and of answers that are under way;
///     of one client, as [FairShare] has it: 503 beyond
/// @param bytesPerSecond how fast a body must come at least, and an answer be read
public record Limits(
    int lineBytes,
    int headerBytes,
    Duration arrival,
    Duration silence,
    int connections,
    int inFlight,
    long bytes,
    int bytesPerSecond) {
  /// How fast a large body must come at least, and an answer be read.
  private static final int BYTES_PER_SECOND_MIN = 32 << 10;

  public static final Limits DEFAULT = new Limits(
      8 << 10,
      16 << 10,
      Duration.ofSeconds(30),
      Duration.ofSeconds(75),
      20_000,
      20_000,
      Runtime.getRuntime().maxMemory() / 4,
      BYTES_PER_SECOND_MIN);

  /// How long so many bytes may take to come, or to be read.
  Duration slowest(long length) {
    return arrival.plusSeconds(length / bytesPerSecond);
  }

  /// File descriptors that are never a connection's: log, store and index need them.
  private static final long DESCRIPTORS_KEPT = 256;

  /// How many connections there may be at once, of all addresses, for a process that may have so
  /// many files open: anyone who fills them up must not keep the server from its own files.
  static int connectionsInAll(long descriptors) {
    return (int)
        Math.min(Integer.MAX_VALUE, descriptors - Math.min(DESCRIPTORS_KEPT, descriptors * 3 / 4));
  }

  /// How many files this process may have open.
  static long descriptors() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
        ? system.getMaxFileDescriptorCount()
        : Integer.MAX_VALUE;
  }

  /// How long accepted requests may take when the server stops.
  static final Duration STOPPING_MAX = Duration.ofSeconds(4);
}
