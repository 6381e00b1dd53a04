package plaza.simulation.run;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import plaza.core.chat.ChatCursor;
import plaza.core.chat.ChatId;
import plaza.core.chat.LiveChat;
import plaza.core.chat.Message;
import plaza.core.chat.MessageId;
import plaza.core.pipeline.UnavailableException;
import plaza.core.port.StoreException;
import plaza.core.product.Product;
import plaza.simulation.history.Replica;
import plaza.simulation.world.Actor;

/// A live subscriber of a chat, on any node that is up, which resumes from its cursor and
/// builds a copy of the chat.
final class Watcher {
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final Duration STAYS_MAX = Duration.ofSeconds(20);

  private final SimulatedCluster town;
  private final ChatId chat;
  private final Map<MessageId, Message> copy = new HashMap<>();
  private ChatCursor cursor = ChatCursor.START;
  private String epoch = "";

  Watcher(SimulatedCluster town, ChatId chat) {
    this.town = town;
    this.chat = chat;
  }

  Replica replica() {
    return new Replica("watcher of " + chat, Optional.of(chat), copy);
  }

  void watch() {
    var world = town.world();
    while (true) {
      world.await(() -> !town.up().isEmpty(), Duration.ofHours(1));
      var up = town.up();
      if (!up.isEmpty()) {
        var node = up.get(town.chance().below(up.size()));
        var actor = node.actor();
        var left = new AtomicBoolean();
        var product = node.product();
        world.spawn("watch", actor, () -> {
          stay(actor, product);
          left.set(true);
        });
        world.await(() -> left.get() || actor.dead(), Duration.ofHours(1));
      }
      world.sleep(LOOK);
    }
  }

  private void stay(Actor actor, Product product) {
    var woken = new AtomicBoolean(true);
    Runnable wake = () -> woken.set(true);
    var until = town.world().now() + STAYS_MAX.toNanos() / 1_000;
    try {
      begin();
      var live = product.chats().live().watch(chat, wake);
      while (town.world().now() < until) {
        woken.set(false);
        hear(actor, live);
        town.world().await(woken::get, LOOK);
      }
    } catch (StoreException | UnavailableException e) {
      // The connection ends; he comes back.
    } finally {
      product.chats().live().leave(chat, wake);
    }
  }

  /// What was heard of another epoch of the store means nothing in this one.
  private void begin() {
    var now = town.store().epoch();
    if (!now.equals(epoch)) {
      epoch = now;
      copy.clear();
      cursor = ChatCursor.START;
    }
  }

  private void hear(Actor actor, LiveChat live) {
    for (var whole = false; !whole; ) {
      var changes = live.read(cursor);
      if (actor.dead()) {
        return;
      }
      for (var change : changes.changes()) {
        take(change.message());
      }
      cursor = changes.cursor();
      whole = changes.whole();
    }
  }

  private void take(Message message) {
    if (message.deleted()) {
      copy.remove(message.id());
    } else {
      copy.put(message.id(), message);
    }
  }
}
