package plaza.edge.live;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import plaza.core.chat.ChatCursor;
import plaza.core.chat.ChatId;
import plaza.core.chat.LiveChat;
import plaza.core.chat.LiveChats;
import plaza.edge.http.Loop;

/// The subscribers of one chat on one event loop. Subscribers that are up to date are in the
/// group and receive each change together: the chat is read once for all of them.
final class SubscriberGroup {
  private final ChatId chat;
  private final LiveChats chats;
  private final Loop loop;
  private final Runnable deserted;
  private final Runnable wake = this::wake;
  private final AtomicBoolean woken = new AtomicBoolean();
  private final Set<LiveSubscription> standing = new LinkedHashSet<>();
  private int watches;
  private @Nullable LiveChat live;
  private ChatCursor cursor = ChatCursor.START;

  /// @param deserted called when the last one has left
  SubscriberGroup(ChatId chat, LiveChats chats, Loop loop, Runnable deserted) {
    this.chat = chat;
    this.chats = chats;
    this.loop = loop;
    this.deserted = deserted;
  }

  void enter(LiveSubscription watch) {
    watches++;
  }

  /// The chat, from now on awake for this group. Reads the store: not on the loop.
  LiveChat live() {
    return chats.watch(chat, wake);
  }

  void known(LiveChat chat) {
    live = chat;
  }

  /// Adds a subscription that is up to date.
  void join(LiveSubscription watch) {
    if (standing.isEmpty()) {
      cursor = watch.cursor();
    }
    standing.add(watch);
  }

  void leave(LiveSubscription watch) {
    standing.remove(watch);
    watches--;
    if (watches == 0) {
      releaseIfUnused();
      deserted.run();
    }
  }

  /// Stops waking when no subscription is left: one that left while [#live] was in progress
  /// ends here.
  void releaseIfUnused() {
    if (watches == 0) {
      chats.leave(chat, wake);
    }
  }

  /// On whatever thread: the loop looks soon, and once for many calls.
  private void wake() {
    if (!woken.getAndSet(true)) {
      loop.run(this::deliver);
    }
  }

  private void deliver() {
    woken.set(false);
    var chat = live;
    if (chat == null || standing.isEmpty()) {
      return;
    }
    var recent = chat.recent(cursor);
    if (recent.isEmpty()) {
      // More changes than are kept: each subscription reads on its own.
      cursor = chat.newest();
      catchUpAlone(List.copyOf(standing));
    } else {
      show(recent.get());
    }
    if (chat.closed()) {
      List.copyOf(standing).forEach(LiveSubscription::gone);
    }
  }

  private void show(LiveChat.Changes changes) {
    var events = changes.changes().stream().map(LiveEvent::new).toList();
    cursor = changes.cursor();
    var full = new ArrayList<LiveSubscription>();
    for (var watch : standing) {
      watch.show(events, cursor);
      if (watch.full()) {
        full.add(watch);
      }
    }
    events.forEach(LiveEvent::close);
    catchUpAlone(full);
  }

  private void catchUpAlone(List<LiveSubscription> behind) {
    behind.forEach(standing::remove);
    behind.forEach(LiveSubscription::leaveGroup);
  }
}
