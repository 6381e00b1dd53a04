package plaza.edge.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.vertx.core.transport.Transport;
import java.util.List;
import java.util.stream.Stream;

/// The network transports that a system may have. See `decisions/0036`.
final class Transports {
  /// How much io_uring may have to tell of at once. Netty's own 4,096 are too few when thousands of
  /// connections come or go together: it goes on, but warns each time.
  private static final int COMPLETIONS_MAX = 32_768;

  private static final String COMPLETIONS = "io.netty.iouring.cqSize";

  private Transports() {}

  /// How many bytes the system holds of a connection that it has not sent yet. What a client does
  /// not read waits here, where it is seen and limited; buffers of the system grow to megabytes.
  private static final long UNSENT_BYTES_MAX = 128 << 10;

  /// `TCP_NOTSENT_LOWAT`, as each way calls it.
  private static final List<ChannelOption<Long>> UNSENT = List.of(
      ChannelOption.valueOf("io.netty.channel.uring.IoUringChannelOption#TCP_NOTSENT_LOWAT"),
      ChannelOption.valueOf("io.netty.channel.epoll.EpollChannelOption#TCP_NOTSENT_LOWAT"));

  /// Limits what the system holds of a connection, where it can.
  static void limitUnsent(Channel channel) {
    UNSENT.forEach(option -> {
      var _ = channel.config().setOption(option, UNSENT_BYTES_MAX);
    });
  }

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
