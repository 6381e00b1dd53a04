package plaza.edge.live;

import plaza.core.chat.ChatCursor;
import plaza.edge.http.LiveConnection;

/// How one who watches a chat is shown what happens in it. All calls come on the outlet's loop.
public interface Sink {
  LiveConnection outlet();

  /// The watch has begun: what comes is behind `cursor`.
  void began(ChatCursor cursor);

  void show(LiveEvent event);

  /// The watch has ended because its client takes too little; it may begin anew from `cursor`.
  void lagging(ChatCursor cursor);

  /// The watch has ended with its chat.
  void gone();

  /// The watch has ended because the chat can't be read now; it may begin anew.
  void failed();
}
