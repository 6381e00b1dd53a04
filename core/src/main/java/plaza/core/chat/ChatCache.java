package plaza.core.chat;

import java.util.Optional;
import plaza.core.pipeline.Announcement;
import plaza.core.pipeline.Outcome;
import plaza.core.pipeline.Receiver;
import plaza.core.port.Cache;

/// An in-memory cache of chats that are written to: each send checks that its chat exists. A
/// chat that is missing or deleted is not remembered.
public final class ChatCache implements Receiver {
  private static final int CHATS_MAX = 100_000;

  private final ChatStore store;
  private final Cache<ChatId, Chat> known;

  public ChatCache(ChatStore store, Cache.Maker caches) {
    this.store = store;
    this.known = caches.make(CHATS_MAX);
  }

  /// The chat, when it is there and not deleted.
  Optional<Chat> live(ChatId id) {
    return known.get(
        id, i -> store.chat(i).map(ChatStore.View::chat).filter(chat -> !chat.deleted()));
  }

  @Override
  public void announced(Announcement announcement) {
    for (var applied : announcement.applied()) {
      if (applied.event().change() instanceof ChatChange.OfApplication change
          && applied.outcome() instanceof Outcome.Done) {
        switch (change) {
          case ChatChange.ChatCreated _ -> {}
          case ChatChange.ChatRenamed c -> known.drop(new ChatId(c.application(), c.number()));
          case ChatChange.ChatDeleted c -> known.drop(new ChatId(c.application(), c.number()));
        }
      }
    }
  }

  @Override
  public void missed() {
    known.clear();
  }
}
