package plaza.core.chat;

import java.time.Instant;
import plaza.core.event.Times;

/// A message's row, written by its chat's stream.
///
/// @param body the text as sent; empty when [State#DELETED]
/// @param position of its last change, in the partition of the chat's stream; unique in the
///     server
public record Message(
    MessageId id,
    String body,
    Sender sender,
    Instant createdAt,
    Instant updatedAt,
    State state,
    long position) {

  /// What has happened to a message since it was posted. The ordinals are in the store: only add
  /// at the end.
  public enum State {
    /// As it was posted: it has had one position only, so a receiver meets it once.
    POSTED(0),
    EDITED(1),
    /// A tombstone: its number is never used again.
    DELETED(2);

    private final int code;

    State(int code) {
      this.code = code;
    }

    /// Its number in the store, for ever.
    public int code() {
      return code;
    }

    public static State of(int code) {
      return switch (code) {
        case 0 -> POSTED;
        case 1 -> EDITED;
        case 2 -> DELETED;
        default -> throw new IllegalArgumentException("unknown message state " + code);
      };
    }
  }

  public boolean deleted() {
    return state == State.DELETED;
  }

  Message edit(MessageBody body, Instant at, long position) {
    return new Message(
        id, body.text(), sender, createdAt, Times.notBefore(createdAt, at), State.EDITED, position);
  }

  Message delete(Instant at, long position) {
    return new Message(
        id, "", Sender.NONE, createdAt, Times.notBefore(createdAt, at), State.DELETED, position);
  }
}
