package plaza.edge.http;

import io.vertx.core.transport.Transport;
import java.util.stream.Stream;

/// The ways to the network that a system may have. See `decisions/0036`.
final class Transports {
  /// How much io_uring may have to tell of at once. Netty's own 4,096 are too few when thousands of
  /// connections come or go together: it goes on, but warns each time.
  private static final int COMPLETIONS_MAX = 32_768;

  private static final String COMPLETIONS = "io.netty.iouring.cqSize";

  private Transports() {}

  /// With io_uring a redirect takes a third less of the CPU than with epoll; containers often
  /// forbid it.
  static Transport best() {
    // There is no other way to say it. Who starts the process may say something else.
    if (System.getProperty(COMPLETIONS) == null) {
      System.setProperty(COMPLETIONS, Integer.toString(COMPLETIONS_MAX));
    }
    return Stream.of(Transport.IO_URING, Transport.EPOLL)
        .filter(transport -> transport != null && transport.available())
        .findFirst()
        .orElse(Transport.NIO);
  }
}
