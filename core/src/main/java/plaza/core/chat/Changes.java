package plaza.core.chat;

import java.util.List;
import java.util.stream.LongStream;
import plaza.core.port.Position;

/// All that changed in the chats of a partition between two positions.
///
/// @param after the position behind which the changes begin
/// @param messages in their latest state, tombstones too, in order of their positions
/// @param closed chats that were closed: nothing comes to them any more
/// @param upTo the position of the last of the changes; `after` when there are none
public record Changes(long after, List<Message> messages, List<ChatId> closed, long upTo) {
  /// The first `limit` of all changes behind `after`, from one snapshot of each kind's first.
  public static Changes first(
      int limit, long after, List<Message> messages, List<ChatCounters> closed) {
    var upTo = LongStream.concat(
            messages.stream().mapToLong(Message::position),
            closed.stream().mapToLong(ChatCounters::position))
        .sorted()
        .limit(limit)
        .max()
        .orElse(after);
    return new Changes(
        after,
        messages.stream().filter(message -> message.position() <= upTo).toList(),
        closed.stream()
            .filter(tail -> tail.position() <= upTo)
            .map(ChatCounters::chat)
            .toList(),
        upTo);
  }

  public int partition() {
    return Position.partition(after);
  }

  public boolean isEmpty() {
    return messages.isEmpty() && closed.isEmpty();
  }
}
