package plaza.core.tenant;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Tickets for browsers, which can't send a key with a WebSocket or an event stream, and shall not
/// have one: an application's server gets a ticket with its key, and its page opens one connection
/// with it, once and soon. Kept in memory: losing them costs a page one more call.
public final class Tickets {
  /// How long a ticket can be used.
  public static final Duration LIFE = Duration.ofSeconds(30);

  /// Tickets that may wait to be used; beyond it the oldest is forgotten.
  private static final int WAITING_MAX = 100_000;

  private static final int BYTES = 24;

  private final InstantSource clock;
  private final RandomGenerator random;

  /// In the order in which they were issued, so that those that have run out are in front.
  private final Map<String, Ticket> waiting = new LinkedHashMap<>();

  /// @param random must be cryptographically strong
  public Tickets(InstantSource clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  private record Ticket(ApplicationId application, Instant until) {}

  /// A new ticket that opens one connection of this application.
  public synchronized String issue(ApplicationId application) {
    forget();
    var bytes = new byte[BYTES];
    random.nextBytes(bytes);
    var text = HexFormat.of().formatHex(bytes);
    waiting.put(text, new Ticket(application, clock.instant().plus(LIFE)));
    return text;
  }

  private void forget() {
    var now = clock.instant();
    for (var oldest = waiting.values().iterator(); oldest.hasNext(); ) {
      if (oldest.next().until().isAfter(now) && waiting.size() < WAITING_MAX) {
        return;
      }
      oldest.remove();
    }
  }

  /// Uses a ticket up: the application that it opens; empty when it is unknown, used or too old.
  public synchronized Optional<ApplicationId> redeem(String text) {
    return Optional.ofNullable(waiting.remove(text))
        .filter(ticket -> ticket.until().isAfter(clock.instant()))
        .map(Ticket::application);
  }
}
