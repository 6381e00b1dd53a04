package plaza.core.chat;

import java.time.Instant;
import plaza.core.event.Times;

/// A chat's own row, written by its application's stream. What its messages change is in its
/// [ChatCounters].
///
/// @param position of its last change, in the partition of the application's stream
public record Chat(
    ChatId id,
    ChatName name,
    ChatType type,
    Instant createdAt,
    Instant updatedAt,
    boolean deleted,
    long position) {

  Chat rename(ChatName name, Instant at, long position) {
    return new Chat(id, name, type, createdAt, Times.notBefore(createdAt, at), deleted, position);
  }

  Chat delete(Instant at, long position) {
    return new Chat(id, name, type, createdAt, Times.notBefore(createdAt, at), true, position);
  }
}
