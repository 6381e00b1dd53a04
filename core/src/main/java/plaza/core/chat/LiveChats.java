package plaza.core.chat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import plaza.core.pipeline.Announcement;
import plaza.core.pipeline.Follower;
import plaza.core.pipeline.Interval;
import plaza.core.pipeline.Pipeline;
import plaza.core.pipeline.Receiver;

/// The chats with live subscribers. Announcements wake the subscribers; because one may be
/// lost, every chat's end is compared with the store's every few seconds.
public final class LiveChats implements Receiver {
  /// How often the ends are compared: a lost announcement delays a change by no more.
  private static final Duration COMPARE_EVERY = Duration.ofSeconds(5);

  /// How long a chat's changes stay in memory for watchers who come back.
  private static final Duration KEPT = Duration.ofSeconds(60);

  private final ChatStore store;
  private final Pipeline pipeline;
  private final InstantSource clock;
  private final Map<ChatId, LiveChat> chats = new ConcurrentHashMap<>();
  private final AtomicLong characters = new AtomicLong();
  private final Follower follower = new Follower("live", this::step);
  private Instant lastCompared = Instant.EPOCH;

  public LiveChats(ChatStore store, Pipeline pipeline, InstantSource clock) {
    this.store = store;
    this.pipeline = pipeline;
    this.clock = clock;
  }

  /// The follower that looks for what was not announced.
  public Follower follower() {
    return follower;
  }

  /// The chat, which calls `wake` from now on, quickly and perhaps too often, whenever there is a
  /// change behind its newest of now. To be left with [#leave].
  public LiveChat watch(ChatId id, Runnable wake) {
    var live = chats.compute(id, (_, known) -> {
      var chat = known == null ? new LiveChat(id, store, pipeline, characters) : known;
      chat.add(wake);
      return chat;
    });
    live.begin();
    return live;
  }

  /// Ends what [#watch] began, even if that failed.
  public void leave(ChatId id, Runnable wake) {
    var live = chats.get(id);
    if (live != null) {
      live.remove(wake);
    }
  }

  @Override
  public void announced(Announcement announcement) {
    if (chats.isEmpty()) {
      return;
    }
    for (var effect : announcement.effects()) {
      if (effect instanceof ChatChanged changed) {
        var live = chats.get(changed.tail().chat());
        if (live != null && !live.announced(changed)) {
          follower.wake();
        }
      }
    }
  }

  private Duration step() {
    chats.values().stream().filter(LiveChat::behind).forEach(LiveChat::fill);
    var now = clock.instant();
    if (Interval.again(lastCompared, COMPARE_EVERY, now)) {
      forgetUnwatched(now);
      compare();
      lastCompared = now;
    }
    return COMPARE_EVERY;
  }

  private void forgetUnwatched(Instant now) {
    for (var id : chats.keySet()) {
      chats.computeIfPresent(id, (_, live) -> {
        if (live.unwatched(now, KEPT)) {
          live.forget();
          return null;
        }
        return live;
      });
    }
  }

  private void compare() {
    store.tails(chats.keySet()).forEach((id, tail) -> {
      var live = chats.get(id);
      if (live != null && live.behind(tail)) {
        live.fill();
      }
    });
  }
}
