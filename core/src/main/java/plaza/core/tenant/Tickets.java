package plaza.core.tenant;

import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
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

  private final LongSupplier nanoTime;
  private final RandomGenerator random;

  /// In the order in which they were issued, so that those that have run out are in front.
  private final Map<String, Ticket> waiting = new LinkedHashMap<>();

  /// @param nanoTime goes on evenly, whatever becomes of the clock: one that is set back must not
  ///     lengthen the life of a ticket
  /// @param random must be cryptographically strong
  public Tickets(LongSupplier nanoTime, RandomGenerator random) {
    this.nanoTime = nanoTime;
    this.random = random;
  }

  private record Ticket(ApplicationId application, long issuedAt) {}

  /// A new ticket that opens one connection of this application.
  public synchronized String issue(ApplicationId application) {
    forget();
    var bytes = new byte[BYTES];
    random.nextBytes(bytes);
    var text = HexFormat.of().formatHex(bytes);
    waiting.put(text, new Ticket(application, nanoTime.getAsLong()));
    return text;
  }

  private void forget() {
    for (var oldest = waiting.values().iterator(); oldest.hasNext(); ) {
      if (lives(oldest.next()) && waiting.size() < WAITING_MAX) {
        return;
      }
      oldest.remove();
    }
  }

  private boolean lives(Ticket ticket) {
    return nanoTime.getAsLong() - ticket.issuedAt() < LIFE.toNanos();
  }

  /// Uses a ticket up: the application that it opens; empty when it is unknown, used or too old.
  public synchronized Optional<ApplicationId> redeem(String text) {
    return Optional.ofNullable(waiting.remove(text)).filter(this::lives).map(Ticket::application);
  }
}
