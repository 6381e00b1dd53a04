package plaza.core.tenant;

import java.util.Optional;
import java.util.regex.Pattern;
import plaza.core.tenant.Tickets.Ticket;

/// Tickets as text, `VERSION APPLICATION KIND [HASH]`: nodes of two versions may share a
/// memory, and a ticket that one of them cannot read opens nothing.
final class TicketFormat {
  private static final Pattern FIRST =
      Pattern.compile("1 ([1-9][0-9]{0,17}) (token|key|operator) ([0-9a-f]{64})?");

  private TicketFormat() {}

  static String encode(Ticket ticket) {
    return "1 " + ticket.application().value() + " "
        + switch (ticket.grant()) {
          case Grant.Token() -> "token ";
          case Grant.Key(var hash) -> "key " + hash.hex();
          case Grant.OperatorKey(var hash) -> "operator " + hash.hex();
        };
  }

  static Optional<Ticket> decode(String text) {
    var match = FIRST.matcher(text);
    if (!match.matches()) {
      return Optional.empty();
    }
    var hash = Optional.ofNullable(match.group(3)).map(SecretHash::new);
    return grant(match.group(2), hash)
        .map(grant -> new Ticket(new ApplicationId(Long.parseLong(match.group(1))), grant));
  }

  private static Optional<Grant> grant(String kind, Optional<SecretHash> hash) {
    return kind.equals("token")
        ? Optional.of(new Grant.Token())
        : hash.map(it -> kind.equals("key") ? new Grant.Key(it) : new Grant.OperatorKey(it));
  }
}
