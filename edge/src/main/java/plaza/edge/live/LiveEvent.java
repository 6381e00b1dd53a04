package plaza.edge.live;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import plaza.core.chat.LiveChat;
import plaza.edge.http.SharedBuffer;

/// A change that is sent to the subscribers of its chat on one loop: encoded once, shared, and
/// closed when all of them have it.
public final class LiveEvent implements AutoCloseable {
  private final LiveChat.Change change;
  private @Nullable SharedBuffer streamed;
  private @Nullable SharedBuffer framed;

  LiveEvent(LiveChat.Change change) {
    this.change = change;
  }

  long position() {
    return change.cursor().position();
  }

  /// Its form in an event stream, as `writing` writes it the first time.
  public SharedBuffer streamed(Function<LiveChat.Change, byte[]> writing) {
    var known = streamed;
    if (known == null) {
      known = new SharedBuffer(writing.apply(change));
      streamed = known;
    }
    return known;
  }

  /// Its form in a socket, as `writing` writes it the first time.
  public SharedBuffer framed(Function<LiveChat.Change, byte[]> writing) {
    var known = framed;
    if (known == null) {
      known = new SharedBuffer(writing.apply(change));
      framed = known;
    }
    return known;
  }

  @Override
  public void close() {
    close(streamed);
    close(framed);
  }

  private static void close(@Nullable SharedBuffer buffer) {
    if (buffer != null) {
      buffer.close();
    }
  }
}
