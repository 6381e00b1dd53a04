package plaza.edge.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import plaza.core.chat.ChatCursor;

class CursorsTest {
  private static final int TRIES = 100_000;
  private static final String PIECES = "abc-0z9Z+- \u0000é世%_.:/\"";

  private final Cursors cursors = new Cursors("abc");

  @Test
  void a_cursor_is_read_as_it_was_written() {
    var random = new SplittableRandom(1);
    for (int i = 0; i < TRIES; i++) {
      var cursor = new ChatCursor(
          random.nextLong(Long.MAX_VALUE) >>> random.nextInt(63),
          random.nextLong(Long.MAX_VALUE) >>> random.nextInt(63));

      assertThat(cursors.parse(cursors.text(cursor))).contains(cursor);
    }
  }

  @Test
  void one_of_another_life_starts_from_the_beginning() {
    var other = new Cursors("xyz").text(new ChatCursor(7, 7));

    assertThat(cursors.parse(other)).contains(ChatCursor.START);
  }

  @Test
  void whatever_else_is_none_or_one_that_can_be_followed() {
    var random = new SplittableRandom(1);
    for (int i = 0; i < TRIES; i++) {
      var text = new StringBuilder();
      for (int length = random.nextInt(25); length > 0; length--) {
        text.append(PIECES.charAt(random.nextInt(PIECES.length())));
      }

      cursors
          .parse(text.toString())
          .ifPresent(cursor -> assertThat(cursor.position()).isNotNegative());
    }
    assertThat(cursors.parse("abc-1y2p0ij32e8e8-0")).isEmpty();
    assertThat(cursors.parse("abc-1y2p0ij32e8e7-0")).contains(new ChatCursor(Long.MAX_VALUE, 0));
  }
}
