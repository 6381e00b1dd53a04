package plaza.edge.socket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import plaza.core.chat.ChatCursor;
import plaza.core.chat.ChatId;
import plaza.core.chat.Chats;
import plaza.edge.http.Caller;
import plaza.edge.http.ClientAddress;
import plaza.edge.http.Failures;
import plaza.edge.http.Problem;
import plaza.edge.http.Replies;
import plaza.edge.http.TextSocket;
import plaza.edge.live.Cursors;
import plaza.edge.live.Live;
import plaza.edge.live.LiveSubscription;

/// One client's socket: its frames are taken one after the other, on a virtual thread that lives
/// while there are some; what it watches belongs to the socket's loop.
final class SocketSession {
  /// Frames that may wait; beyond it the client is not read, and feels it.
  private static final int WAITING_MAX = 64;

  /// The most chats that a socket watches.
  private static final int WATCHES_MAX = 1_000;

  private final TextSocket socket;
  private final Caller caller;
  private final ClientAddress address;
  private final Chats chats;
  private final Live live;
  private final Cursors cursors;
  private final Sending sending;
  private final Frames frames;
  private final Map<ChatId, LiveSubscription> watches = new HashMap<>();
  private final Queue<String> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger count = new AtomicInteger();

  /// @param address of the client
  SocketSession(
      TextSocket socket,
      Caller caller,
      ClientAddress address,
      Chats chats,
      Live live,
      Cursors cursors,
      Sending sending) {
    this.socket = socket;
    this.caller = caller;
    this.address = address;
    this.chats = chats;
    this.live = live;
    this.cursors = cursors;
    this.sending = sending;
    this.frames = new Frames(cursors);
  }

  void begin() {
    live.opened(socket, caller);
    socket.onText(this::taken);
  }

  private void taken(String text) {
    waiting.add(text);
    var before = count.getAndIncrement();
    if (before + 1 >= WAITING_MAX) {
      socket.pause();
    }
    if (before == 0) {
      Thread.startVirtualThread(this::work);
    }
  }

  private void work() {
    do {
      var text = waiting.poll();
      if (text != null) {
        react(text);
      }
    } while (count.decrementAndGet() > 0);
    onLoop(this::takeMore);
  }

  private void takeMore() {
    if (socket.full()) {
      socket.pause();
      socket.onDrain(socket::resume);
    } else {
      socket.resume();
    }
  }

  private void onLoop(Runnable task) {
    socket.loop().run(task);
  }

  private void say(byte[] frame) {
    onLoop(() -> saidHere(frame));
  }

  private void saidHere(byte[] frame) {
    socket.send(frame);
    socket.flush();
  }

  /// The frames behind one whose handling fails are handled all the same.
  private void react(String text) {
    try {
      react(ClientFrame.parse(text));
    } catch (RuntimeException | Error e) {
      say(frames.error(MissingNode.getInstance(), Failures.problem("a socket", false, e)));
    }
  }

  private void react(ClientFrame frame) {
    try {
      switch (frame) {
        case ClientFrame.Ping(var ref) -> say(frames.pong(ref));
        case ClientFrame.Subscribe(var ref, var chat, var after) -> subscribe(ref, id(chat), after);
        case ClientFrame.Unsubscribe(var ref, var chat) -> onLoop(() -> unsubscribe(ref, id(chat)));
        case ClientFrame.Send(var ref, var chat, var body) ->
          say(frames.answered(ref, sending.send(caller, address, id(chat), body)));
        case ClientFrame.Unreadable(var ref, var problem) -> say(frames.error(ref, problem));
      }
    } catch (Problem.Refusal refusal) {
      say(frames.error(frame.ref(), refusal.problem()));
    } catch (RuntimeException | Error e) {
      say(frames.error(frame.ref(), Failures.problem("a socket", false, e)));
    }
  }

  private ChatId id(long chat) {
    return new ChatId(caller.application().id(), chat);
  }

  private void subscribe(JsonNode ref, ChatId chat, Optional<String> after) {
    var from = after.map(text -> cursors
        .parse(text)
        .orElseThrow(() -> Problem.of(400, "The cursor can't be read").refuse()));
    Replies.require(chats.find(chat));
    onLoop(() -> watch(ref, chat, from));
  }

  /// Watching a chat again ends the watch before.
  private void watch(JsonNode ref, ChatId chat, Optional<ChatCursor> from) {
    end(chat);
    if (watches.size() >= WATCHES_MAX) {
      saidHere(frames.error(
          ref,
          Problem.of(
              429,
              "Too many subscriptions",
              "A socket can watch at most " + WATCHES_MAX
                  + " chats: unsubscribe from some, or open another one")));
      return;
    }
    var subscription = new Subscription(socket, frames, ref, chat, () -> watches.remove(chat));
    watches.put(chat, live.watch(chat, from, subscription));
  }

  private void unsubscribe(JsonNode ref, ChatId chat) {
    end(chat);
    saidHere(frames.unsubscribed(ref, chat));
  }

  private void end(ChatId chat) {
    var watch = watches.remove(chat);
    if (watch != null) {
      watch.end();
    }
  }
}
