package plaza.core.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TicketsTest {
  private static final ApplicationId ANN = new ApplicationId(1);

  /// Its numbers run over.
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1);
  private final Tickets tickets = new Tickets(nanos::get, new Random(1));

  @Test
  void a_ticket_opens_one_connection_within_its_life() {
    var ticket = tickets.issue(ANN);
    nanos.addAndGet(Tickets.LIFE.toNanos() - 1);

    assertThat(tickets.redeem(ticket)).contains(ANN);
    assertThat(tickets.redeem(ticket)).isEmpty();
  }

  @Test
  void a_ticket_that_is_too_old_opens_nothing() {
    var ticket = tickets.issue(ANN);
    nanos.addAndGet(Tickets.LIFE.toNanos());

    assertThat(tickets.redeem(ticket)).isEmpty();
  }
}
