package plaza.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LoadTest {
  private static final long ROOM = 3 * Load.ANSWER_BYTES;
  private static final long HALF = Load.ANSWER_BYTES / Load.BODY_WEIGHT;
  private final Load load = new Load(10, ROOM);

  @Test
  void requests_and_their_bodies_share_the_room() {
    var first = load.begin();
    var second = load.begin();

    assertThat(first.take(HALF)).isTrue();
    assertThat(load.hasRoom()).isFalse();
    assertThat(first.take(1)).isFalse();
    second.answered(10);
    second.sent();
    assertThat(load.hasRoom()).isTrue();
  }

  @Test
  void a_request_that_is_alone_has_room_for_any_body() {
    var alone = load.begin();

    assertThat(alone.take(10 * ROOM)).isTrue();

    assertThat(load.hasRoom()).isFalse();
    var other = load.begin();
    assertThat(other.take(1)).isFalse();
    assertThat(alone.take(1)).isFalse();
    other.sent();
    alone.sent();
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
