package plaza.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class LoadTest {
  private static final String ANN = "ann";
  private static final String MALLORY = "mallory";
  private static final long ROOM = 40 * Load.ANSWER_BYTES;

  /// What a body's bytes are when they weigh as much as `answers` answers.
  private static long bodyOf(int answers) {
    return answers * Load.ANSWER_BYTES / Load.BODY_WEIGHT;
  }

  private final Load load = new Load(1_000, ROOM);

  private Load.Share begin(String client) {
    return load.begin(client, false).orElseThrow();
  }

  @Test
  void who_holds_much_leaves_room_for_the_next_client() {
    var greedy = new ArrayList<Load.Share>();
    for (var share = load.begin(MALLORY, false);
        share.isPresent();
        share = load.begin(MALLORY, false)) {
      greedy.add(share.get());
    }

    // Two thirds of the room.
    assertThat(greedy).hasSize(26);
    assertThat(begin(ANN).take(bodyOf(5))).isTrue();
    greedy.forEach(Load.Share::sent);
    assertThat(load.begin(MALLORY, false)).isPresent();
  }

  @Test
  void bytes_of_a_body_are_taken_as_they_come_and_up_to_the_clients_share() {
    begin(ANN);
    var mallorys = begin(MALLORY);
    var taken = 0;
    while (mallorys.take(bodyOf(1))) {
      taken++;
    }

    assertThat(taken).isBetween(24, 26);
    assertThat(mallorys.fits(bodyOf(1))).isFalse();
    assertThat(load.begin(MALLORY, false)).isEmpty();
    assertThat(begin(ANN).take(bodyOf(3))).isTrue();
  }

  @Test
  void many_greedy_clients_leave_room_for_the_next_one_too() {
    for (int i = 0; i < 3; i++) {
      var client = MALLORY + i;
      while (load.begin(client, false).isPresent()) {
        // It takes what it gets.
      }
    }

    assertThat(load.begin(ANN, false)).isPresent();
  }

  @Test
  void a_request_that_is_alone_has_room_for_any_body() {
    var alone = begin(ANN);

    assertThat(alone.take(10 * ROOM)).isTrue();

    assertThat(load.begin(MALLORY, false)).isEmpty();
    assertThat(alone.take(1)).isTrue();
    alone.sent();
    assertThat(load.begin(MALLORY, false)).isPresent();
  }

  @Test
  void an_answer_counts_until_it_is_sent_and_the_request_until_it_is_answered() {
    var share = begin(ANN);

    share.answered(ROOM);

    assertThat(load.requests()).isZero();
    assertThat(load.begin(MALLORY, false)).isEmpty();
    share.sent();
    share.sent();
    assertThat(load.begin(MALLORY, false)).isPresent();
  }

  @Test
  void one_client_has_not_all_of_the_requests() {
    var small = new Load(9, 1_000 * ROOM);
    for (int i = 0; i < 6; i++) {
      assertThat(small.begin(MALLORY, false)).isPresent();
    }

    assertThat(small.begin(MALLORY, false)).isEmpty();
    assertThat(small.begin(ANN, false)).isPresent();
  }

  @Test
  void operators_have_room_when_there_is_none() {
    begin(MALLORY).answered(ROOM);
    assertThat(load.begin(ANN, false)).isEmpty();

    for (int i = 0; i < 5; i++) {
      assertThat(load.begin(ANN, true)).isPresent();
    }
  }

  @Test
  void bytes_that_nobody_reads_count_for_their_client() {
    assertThat(load.charge(MALLORY, ROOM / 2)).isTrue();
    assertThat(load.charge(MALLORY, ROOM / 4)).isFalse();
    assertThat(load.begin(MALLORY, false)).isEmpty();
    assertThat(load.begin(ANN, false)).isPresent();

    assertThat(load.charge(MALLORY, -ROOM * 3 / 4)).isTrue();

    assertThat(load.begin(MALLORY, false)).isPresent();
  }
}
