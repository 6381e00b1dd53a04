package plaza.core.chat;

/// A position in a chat's order of changes. A client at this position has seen every change up
/// to it.
///
/// @param position of the last change that is known; 0 before the first
/// @param number of a message that was posted by then, and none newer that was not known: what was
///     posted since is looked for above it
public record ChatCursor(long position, long number) {
  /// Before the first change.
  public static final ChatCursor START = new ChatCursor(0, 0);

  public ChatCursor {
    if (position < 0 || number < 0) {
      throw new IllegalArgumentException(
          "a cursor is not negative, was " + position + ", " + number);
    }
  }

  /// The end of a chat's changes.
  public static ChatCursor of(ChatCounters tail) {
    return new ChatCursor(tail.position(), tail.lastNumber());
  }

  /// Behind one more change.
  public ChatCursor behind(Message change) {
    // An edited message may be known from nothing but this change: only one in its first state
    // tells that all below it were posted.
    var posted = change.state() == Message.State.POSTED ? change.id().number() : 0;
    return new ChatCursor(change.position(), Math.max(number, posted));
  }
}
