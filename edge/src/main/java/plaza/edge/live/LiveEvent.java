package plaza.edge.live;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import plaza.core.chat.LiveChat;

/// A change on its way to those who watch its chat on one loop: written once, sent to many.
public final class LiveEvent {
  private final LiveChat.Change change;
  private byte @Nullable [] bytes;
  private byte @Nullable [] frame;

  LiveEvent(LiveChat.Change change) {
    this.change = change;
  }

  long position() {
    return change.cursor().position();
  }

  /// Its form in an event stream, as `writing` writes it the first time.
  public byte[] bytes(Function<LiveChat.Change, byte[]> writing) {
    var known = bytes;
    if (known == null) {
      known = writing.apply(change);
      bytes = known;
    }
    return known;
  }

  /// Its form in a socket, as `writing` writes it the first time.
  public byte[] frame(Function<LiveChat.Change, byte[]> writing) {
    var known = frame;
    if (known == null) {
      known = writing.apply(change);
      frame = known;
    }
    return known;
  }
}
