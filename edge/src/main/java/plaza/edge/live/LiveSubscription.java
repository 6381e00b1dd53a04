package plaza.edge.live;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import plaza.core.chat.ChatCursor;
import plaza.core.chat.LiveChat;

/// One who watches one chat. Behind its cursor it reads, page by page, as fast as its client takes
/// them; once it has all, it stands in the crowd, and a change that comes between is seen because
/// both count by the same positions. All of it happens on the outlet's loop, but for the reading.
public final class LiveSubscription {
  /// How long a client may leave its connection full. Beyond it the watch ends.
  private static final Duration FULL_MAX = Duration.ofSeconds(5);

  private final SubscriberGroup crowd;
  private final Reading reading;
  private final Sink display;
  private @Nullable LiveChat live;
  private ChatCursor cursor = ChatCursor.START;
  private boolean ended;

  LiveSubscription(SubscriberGroup crowd, Reading reading, Sink display) {
    this.crowd = crowd;
    this.reading = reading;
    this.display = display;
  }

  /// @param from where it begins; empty: now
  void begin(Optional<ChatCursor> from) {
    crowd.enter(this);
    display.outlet().onClose(this::end);
    read(crowd::live, chat -> {
      live = chat;
      crowd.known(chat);
      cursor = from.orElseGet(chat::newest);
      display.began(cursor);
      goOn();
    });
  }

  /// Shows what there is behind the cursor, and joins the crowd when that was all.
  private void goOn() {
    var chat = live;
    if (ended || chat == null) {
      return;
    }
    if (display.outlet().full()) {
      awaitRoom();
      return;
    }
    var recent = chat.recent(cursor);
    if (recent.isEmpty()) {
      var from = cursor;
      read(() -> chat.read(from), this::showAndGoOn);
    } else {
      reading.found();
      show(recent.get());
      if (display.outlet().full()) {
        awaitRoom();
      } else if (chat.closed()) {
        end();
        display.gone();
      } else {
        crowd.join(this);
      }
    }
  }

  private void showAndGoOn(LiveChat.Changes changes) {
    show(changes);
    goOn();
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
        display.show(event);
      }
    }
    if (!events.isEmpty()) {
      display.outlet().flush();
    }
    if (behind.position() > cursor.position()) {
      cursor = behind;
    }
  }

  ChatCursor cursor() {
    return cursor;
  }

  boolean full() {
    return display.outlet().full();
  }

  /// Out of the crowd: it catches up as fast as its client lets it.
  void fallBehind() {
    goOn();
  }

  private void awaitRoom() {
    var outlet = display.outlet();
    var timer = outlet.loop().later(FULL_MAX, () -> {
      if (!ended) {
        end();
        display.lagging(cursor);
      }
    });
    outlet.onDrain(() -> {
      timer.run();
      goOn();
    });
  }

  /// The chat was deleted.
  void gone() {
    if (!ended) {
      end();
      display.gone();
    }
  }

  /// Watches no longer.
  public void end() {
    if (!ended) {
      ended = true;
      crowd.leave(this);
    }
  }

  private <T> void read(Supplier<T> read, java.util.function.Consumer<T> then) {
    reading.read(read, display.outlet().loop(), found -> {
      if (ended) {
        crowd.letGo();
        return;
      }
      if (found.isPresent()) {
        then.accept(found.get());
      } else {
        end();
        display.failed();
      }
    });
  }
}
