package plaza.core.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import plaza.core.tenant.Tickets.Ticket;

class TicketFormatTest {
  private static final String HASH = "0123456789abcdef".repeat(4);
  private static final ApplicationId ANN = new ApplicationId(42);

  @Test
  void what_is_kept_of_a_ticket_keeps_its_form() {
    is(new Ticket(ANN, new Grant.Token()), "1 42 token ");
    is(new Ticket(ANN, new Grant.Key(new SecretHash(HASH))), "1 42 key " + HASH);
    is(new Ticket(ANN, new Grant.OperatorKey(new SecretHash(HASH))), "1 42 operator " + HASH);
  }

  private static void is(Ticket ticket, String text) {
    assertThat(TicketFormat.encode(ticket)).isEqualTo(text);
    assertThat(TicketFormat.decode(text)).contains(ticket);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "1", "2 42 token ", "1 0 token ", "1 42 key ", "1 42 user x", "1 x key "})
  void what_cannot_be_read_opens_nothing(String text) {
    assertThat(TicketFormat.decode(text)).isEmpty();
  }
}
