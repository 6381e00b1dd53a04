package plaza.edge.live;

import plaza.core.chat.ChatCursor;
import plaza.edge.http.LiveConnection;

/// The destination of a subscription's events. All calls come on the connection's loop.
public interface Sink {
  LiveConnection connection();

  /// The watch has begun: what comes is behind `cursor`.
  void began(ChatCursor cursor);

  void show(LiveEvent event);

  /// The watch has ended because its client takes too little; it may start over from `cursor`.
  void lagging(ChatCursor cursor);

  /// The watch has ended with its chat.
  void gone();

  /// The watch has ended because the chat can't be read now; it may start over.
  void failed();
}
