package plaza.edge.live;

import java.util.Optional;
import plaza.core.chat.ChatCursor;

/// The external form of cursors: opaque, and bound to an epoch of the store. One of another
/// life starts from the beginning, for its positions are of other changes.
public final class Cursors {
  private static final String SEPARATOR = "-";

  private final String epoch;

  /// @param epoch of the store
  public Cursors(String epoch) {
    this.epoch = epoch;
  }

  public String text(ChatCursor cursor) {
    return epoch
        + SEPARATOR
        + Long.toString(cursor.position(), Character.MAX_RADIX)
        + SEPARATOR
        + Long.toString(cursor.number(), Character.MAX_RADIX);
  }

  /// The cursor in `text`, `0` being the beginning; empty when it is none.
  public Optional<ChatCursor> parse(String text) {
    if (text.equals("0")) {
      return Optional.of(ChatCursor.START);
    }
    var parts = text.split(SEPARATOR, -1);
    if (parts.length != 3) {
      return Optional.empty();
    }
    try {
      var cursor = new ChatCursor(
          Long.parseLong(parts[1], Character.MAX_RADIX),
          Long.parseLong(parts[2], Character.MAX_RADIX));
      return Optional.of(parts[0].equals(epoch) ? cursor : ChatCursor.START);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
