package plaza.core.chat;

/// The counter row of a chat (last number, count, position), written by the chat's stream;
/// absent means all zero.
///
/// @param lastNumber the newest message's number; numbers of deleted messages are never given
///     again
/// @param liveCount how many messages are not deleted, exactly
/// @param closed the chat was deleted: nothing more is taken in
/// @param position of the last change to any of the chat's messages
public record ChatCounters(
    ChatId chat, long lastNumber, long liveCount, boolean closed, long position) {
  public static ChatCounters empty(ChatId chat) {
    return new ChatCounters(chat, 0, 0, false, 0);
  }

  ChatCounters grow(int count, int live, long position) {
    return new ChatCounters(chat, lastNumber + count, liveCount + live, closed, position);
  }

  ChatCounters touch(long position) {
    return new ChatCounters(chat, lastNumber, liveCount, closed, position);
  }

  ChatCounters shrink(long position) {
    return new ChatCounters(chat, lastNumber, liveCount - 1, closed, position);
  }

  ChatCounters close(long position) {
    return new ChatCounters(chat, lastNumber, liveCount, true, position);
  }
}
