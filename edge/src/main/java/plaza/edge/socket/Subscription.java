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

/// A socket's subscription to a chat. What asked for it is answered once: when it begins, or when
/// it ends before. On the socket's loop.
final class Subscription implements Sink {
  private final TextSocket socket;
  private final Frames frames;
  private final JsonNode ref;
  private final ChatId chat;
  private final Runnable ended;
  private boolean answered;

  /// @param ref what the client called its asking for it
  /// @param ended called when the subscription ends
  Subscription(TextSocket socket, Frames frames, JsonNode ref, ChatId chat, Runnable ended) {
    this.socket = socket;
    this.frames = frames;
    this.ref = ref;
    this.chat = chat;
    this.ended = ended;
  }

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
    answered = true;
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
    ended(Replies.problem(Chats.CHAT.gone()));
  }

  @Override
  public void failed() {
    ended.run();
    ended(Problem.of(503, "Service unavailable", "The chat can't be read now: subscribe again"));
  }

  private void ended(Problem problem) {
    say(answered ? frames.ended(chat, problem) : frames.error(ref, problem));
    answered = true;
  }

  /// The client has subscribed once more, or unsubscribed.
  void cancelled() {
    if (!answered) {
      answered = true;
      say(frames.error(
          ref,
          Problem.of(
              409,
              "Conflict",
              "The chat was subscribed to again, or unsubscribed from, before this began")));
    }
  }
}
