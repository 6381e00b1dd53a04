package plaza.edge.http;

import java.time.Duration;

/// What the server takes from a client before it knows who that is.
public final class Limits {
  /// The longest request line, in bytes: 414 beyond.
  static final int LINE_BYTES_MAX = 8 << 10;

  /// The most bytes of all headers: 431 beyond.
  static final int HEADER_BYTES_MAX = 16 << 10;

  /// How long a request may take to arrive whole: 408 beyond.
  static final Duration ARRIVAL_MAX = Duration.ofSeconds(30);

  /// How long a connection may be silent.
  static final Duration SILENCE_MAX = Duration.ofSeconds(75);

  /// Connections of one client address: closed beyond.
  static final int CONNECTIONS_MAX = 20_000;

  /// Requests that are being answered: 503 beyond.
  static final int IN_FLIGHT_MAX = 20_000;

  /// How long accepted requests may take when the server stops.
  static final Duration STOPPING_MAX = Duration.ofSeconds(4);

  private Limits() {}
}
