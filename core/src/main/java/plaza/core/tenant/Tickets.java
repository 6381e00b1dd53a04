package plaza.core.tenant;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;
import plaza.core.event.Digest;
import plaza.core.pipeline.UnavailableException;
import plaza.core.port.MemoryException;
import plaza.core.port.OneTimeValues;

/// Tickets for browsers, which can't send a key with a WebSocket or an event stream, and shall not
/// have one: an application's server gets a ticket with its key, and its page opens one connection
/// with it, once and soon, on any node. A ticket remembers the grant that it was issued by, and is
/// worth no more than that. Kept in memory, as digests: losing them costs a page one more call.
public final class Tickets {
  /// How long a ticket can be used; an event stream that was opened with it can come back as long.
  public static final Duration LIFE = Duration.ofSeconds(30);

  private static final int BYTES = 24;

  /// What the names in the memory begin with: tickets that were not used, and those with which a
  /// stream may come back.
  private static final String UNUSED = "ticket ";

  private static final String RESUMABLE = "resume ";

  private final OneTimeValues memory;
  private final RandomGenerator random;

  /// @param random must be cryptographically strong
  public Tickets(OneTimeValues memory, RandomGenerator random) {
    this.memory = memory;
    this.random = random;
  }

  /// What a ticket opens, and for whom it was issued.
  public record Ticket(ApplicationId application, Grant grant) {}

  /// A new ticket that opens one connection.
  ///
  /// @throws UnavailableException the memory of tickets does not answer
  public String issue(ApplicationId application, Grant grant) {
    var bytes = new byte[BYTES];
    random.nextBytes(bytes);
    var text = HexFormat.of().formatHex(bytes);
    keep(UNUSED, text, new Ticket(application, grant));
    return text;
  }

  /// Uses a ticket up for a connection that cannot come back; empty when it is unknown, used or too
  /// old.
  ///
  /// @throws UnavailableException the memory of tickets does not answer
  public Optional<Ticket> redeem(String text) {
    return take(UNUSED, text);
  }

  /// Uses a ticket up for an event stream, which may come back with it once; empty when it is
  /// unknown, used or too old.
  ///
  /// @param comesBack whether the client says that it had a stream before
  /// @throws UnavailableException the memory of tickets does not answer
  public Optional<Ticket> redeemForStream(String text, boolean comesBack) {
    var unused = take(UNUSED, text);
    unused.ifPresent(ticket -> keep(RESUMABLE, text, ticket));
    return unused.or(() -> comesBack ? take(RESUMABLE, text) : Optional.empty());
  }

  private void keep(String state, String text, Ticket ticket) {
    try {
      memory.put(
          Long.toString(ticket.application().value()),
          name(state, text),
          TicketFormat.encode(ticket),
          LIFE);
    } catch (MemoryException e) {
      throw away(e);
    }
  }

  private Optional<Ticket> take(String state, String text) {
    try {
      return memory.take(name(state, text)).flatMap(TicketFormat::decode);
    } catch (MemoryException e) {
      throw away(e);
    }
  }

  /// Who sees the memory sees no ticket; and a name has the same length whatever a client sends.
  private static String name(String state, String text) {
    return state + HexFormat.of().formatHex(Digest.of(text.getBytes(UTF_8)).bytes());
  }

  private static UnavailableException away(MemoryException e) {
    return new UnavailableException(
        "the ticket storage does not answer (" + e.getMessage() + "): request a new ticket later");
  }
}
