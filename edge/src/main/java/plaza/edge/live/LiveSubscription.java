package plaza.edge.live;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import plaza.core.chat.ChatCursor;
import plaza.core.chat.LiveChat;

/// A subscription to one chat. It reads the changes after its cursor page by page, as fast as
/// its client accepts them, and joins the group when it is up to date. Changes in between are
/// not missed because both use the same positions. Everything except reading happens on the
/// connection's loop.
public final class LiveSubscription {
  /// How long a client's connection may stay full. Beyond it the subscription ends.
  private static final Duration FULL_MAX = Duration.ofSeconds(5);

  private final SubscriberGroup group;
  private final Reading reading;
  private final Sink sink;
  private @Nullable LiveChat live;
  private ChatCursor cursor = ChatCursor.START;
  private boolean ended;

  LiveSubscription(SubscriberGroup group, Reading reading, Sink sink) {
    this.group = group;
    this.reading = reading;
    this.sink = sink;
  }

  /// @param from where it begins; empty: now
  void begin(Optional<ChatCursor> from) {
    group.enter(this);
    sink.connection().onClose(this::end);
    read(group::live, chat -> {
      live = chat;
      group.known(chat);
      cursor = from.orElseGet(chat::newest);
      sink.began(cursor);
      catchUp();
    });
  }

  /// Shows what there is behind the cursor, and joins the group when that was all.
  private void catchUp() {
    var chat = live;
    if (ended || chat == null) {
      return;
    }
    if (sink.connection().full()) {
      awaitRoom();
      return;
    }
    var recent = chat.recent(cursor);
    if (recent.isEmpty()) {
      var from = cursor;
      read(() -> chat.read(from), this::showAndCatchUp);
    } else {
      reading.found();
      show(recent.get());
      if (sink.connection().full()) {
        awaitRoom();
      } else if (chat.closed()) {
        end();
        sink.gone();
      } else {
        group.join(this);
      }
    }
  }

  private void showAndCatchUp(LiveChat.Changes changes) {
    show(changes);
    catchUp();
  }

  private void show(LiveChat.Changes changes) {
    var events = changes.changes().stream().map(LiveEvent::new).toList();
    show(events, changes.cursor());
    events.forEach(LiveEvent::close);
  }

  /// Shows those events that are behind the cursor.
  void show(List<LiveEvent> events, ChatCursor behind) {
    for (var event : events) {
      if (event.position() > cursor.position()) {
        sink.show(event);
      }
    }
    if (!events.isEmpty()) {
      sink.connection().flush();
    }
    if (behind.position() > cursor.position()) {
      cursor = behind;
    }
  }

  ChatCursor cursor() {
    return cursor;
  }

  boolean full() {
    return sink.connection().full();
  }

  /// Out of the group: it catches up as fast as its client lets it.
  void leaveGroup() {
    catchUp();
  }

  private void awaitRoom() {
    var connection = sink.connection();
    var timer = connection.loop().later(FULL_MAX, () -> {
      if (!ended) {
        end();
        sink.lagging(cursor);
      }
    });
    connection.onDrain(() -> {
      timer.run();
      catchUp();
    });
  }

  /// The chat was deleted.
  void gone() {
    if (!ended) {
      end();
      sink.gone();
    }
  }

  /// Watches no longer.
  public void end() {
    if (!ended) {
      ended = true;
      group.leave(this);
    }
  }

  private <T> void read(Supplier<T> read, java.util.function.Consumer<T> then) {
    reading.read(read, sink.connection().loop(), found -> {
      if (ended) {
        group.releaseIfUnused();
        return;
      }
      if (found.isPresent()) {
        then.accept(found.get());
      } else {
        end();
        sink.failed();
      }
    });
  }
}
