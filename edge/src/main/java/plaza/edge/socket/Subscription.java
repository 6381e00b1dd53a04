package plaza.edge.socket;

import com.fasterxml.jackson.databind.JsonNode;
import plaza.core.chat.ChatCursor;
import plaza.core.chat.ChatId;
import plaza.core.chat.Chats;
import plaza.edge.http.LiveConnection;
import plaza.edge.http.Problem;
import plaza.edge.http.Replies;
import plaza.edge.http.TextSocket;
import plaza.edge.live.LiveEvent;
import plaza.edge.live.Sink;

/// A socket's subscription to a chat.
///
/// @param ref what the client called its asking for it
/// @param ended called when the subscription ends
record Subscription(TextSocket socket, Frames frames, JsonNode ref, ChatId chat, Runnable ended)
    implements Sink {
  @Override
  public LiveConnection connection() {
    return socket;
  }

  private void say(byte[] frame) {
    socket.send(frame);
    socket.flush();
  }

  @Override
  public void began(ChatCursor cursor) {
    say(frames.subscribed(ref, chat, cursor));
  }

  @Override
  public void show(LiveEvent event) {
    socket.send(event.framed(frames::event));
  }

  @Override
  public void lagging(ChatCursor cursor) {
    ended.run();
    say(frames.lagging(chat, cursor));
  }

  @Override
  public void gone() {
    ended.run();
    say(frames.ended(chat, Replies.problem(Chats.CHAT.gone())));
  }

  @Override
  public void failed() {
    ended.run();
    say(frames.ended(
        chat,
        Problem.of(503, "Service unavailable", "The chat can't be read now: subscribe again")));
  }
}
