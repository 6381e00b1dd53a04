package plaza.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LoadTest {
  private static final long ROOM = 3 * Load.ANSWER_BYTES;
  private final Load load = new Load(10, ROOM);

  @Test
  void requests_and_their_bodies_share_the_room() {
    var first = load.begin();

    assertThat(first.take(Load.ANSWER_BYTES)).isTrue();
    assertThat(load.hasRoom()).isTrue();
    assertThat(first.take(Load.ANSWER_BYTES + 1)).isFalse();
    var second = load.begin();
    assertThat(load.hasRoom()).isFalse();
    second.answered(10);
    second.sent();
    assertThat(load.hasRoom()).isTrue();
  }

  @Test
  void an_answer_counts_until_it_is_sent_and_the_request_until_it_is_answered() {
    var share = load.begin();

    share.answered(ROOM);

    assertThat(load.requests()).isZero();
    assertThat(load.hasRoom()).isFalse();
    share.sent();
    share.sent();
    assertThat(load.hasRoom()).isTrue();
    assertThat(load.begin().take(2 * Load.ANSWER_BYTES)).isTrue();
  }

  @Test
  void there_are_only_so_many_requests() {
    var small = new Load(1, ROOM);
    var share = small.begin();
    assertThat(small.hasRoom()).isFalse();
    share.sent();
    assertThat(small.hasRoom()).isTrue();
  }
}
