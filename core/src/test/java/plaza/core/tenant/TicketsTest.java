package plaza.core.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import plaza.core.pipeline.UnavailableException;
import plaza.core.port.MemoryException;
import plaza.core.port.OneTimeValues;
import plaza.core.tenant.Tickets.Ticket;

class TicketsTest {
  private static final Ticket ANNS =
      new Ticket(new ApplicationId(1), new Grant.Key(SecretHash.of(new Secret("Ann's"))));

  /// A memory without a clock: each adapter keeps the life of a value as the contract says.
  private static final class Memory implements OneTimeValues {
    private final Map<String, String> values = new HashMap<>();
    private final HashSet<Duration> lives = new HashSet<>();

    @Override
    public void put(String owner, String name, String value, Duration life) {
      values.put(name, value);
      lives.add(life);
    }

    @Override
    public Optional<String> take(String name) {
      return Optional.ofNullable(values.remove(name));
    }
  }

  private final Memory memory = new Memory();
  private final Tickets tickets = new Tickets(memory, new Random(1));

  private String issue() {
    return tickets.issue(ANNS.application(), ANNS.grant());
  }

  @Test
  void a_ticket_opens_one_connection_for_whom_it_was_issued() {
    var ticket = issue();

    assertThat(tickets.redeem(ticket)).contains(ANNS);
    assertThat(tickets.redeem(ticket)).isEmpty();
    assertThat(tickets.redeemForStream(ticket, true)).isEmpty();
    assertThat(tickets.redeem("")).isEmpty();
  }

  @Test
  void a_stream_may_come_back_with_its_ticket_once_when_it_says_so() {
    var ticket = issue();
    assertThat(tickets.redeemForStream(ticket, false)).contains(ANNS);

    assertThat(tickets.redeemForStream(ticket, false)).isEmpty();
    assertThat(tickets.redeem(ticket)).isEmpty();
    assertThat(tickets.redeemForStream(ticket, true)).contains(ANNS);
    assertThat(tickets.redeemForStream(ticket, true)).isEmpty();
  }

  @Test
  void a_ticket_that_was_not_used_is_used_by_a_client_that_comes_back_from_elsewhere() {
    var ticket = issue();

    assertThat(tickets.redeemForStream(ticket, true)).contains(ANNS);
    assertThat(tickets.redeemForStream(ticket, true)).contains(ANNS);
    assertThat(tickets.redeemForStream(ticket, true)).isEmpty();
  }

  @Test
  void the_memory_is_told_no_ticket_and_how_long_one_lives() {
    var ticket = issue();
    tickets.redeemForStream(ticket, false);

    assertThat(memory.values.toString()).doesNotContain(ticket).doesNotContain("Ann's");
    assertThat(memory.lives).containsExactly(Tickets.LIFE);
  }

  @Test
  void while_the_memory_is_away_a_ticket_is_neither_good_nor_bad() {
    var away = new Tickets(
        new OneTimeValues() {
          @Override
          public void put(String owner, String name, String value, Duration life) {
            throw new MemoryException("it is away", new IllegalStateException());
          }

          @Override
          public Optional<String> take(String name) {
            throw new MemoryException("it is away", new IllegalStateException());
          }
        },
        new Random(1));

    assertThatThrownBy(() -> away.issue(ANNS.application(), ANNS.grant()))
        .isInstanceOf(UnavailableException.class);
    assertThatThrownBy(() -> away.redeem("x")).isInstanceOf(UnavailableException.class);
    assertThatThrownBy(() -> away.redeemForStream("x", true))
        .isInstanceOf(UnavailableException.class);
  }
}
