package plaza.edge.live;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import plaza.core.chat.ChatCursor;
import plaza.core.chat.ChatId;
import plaza.core.chat.LiveChats;
import plaza.edge.http.LiveConnection;
import plaza.edge.http.Loop;
import plaza.edge.http.PeriodicTask;

/// The live connections and subscriber groups of one event loop; sends heartbeats.
final class LoopRegistry {
  private static final Duration TICK = Duration.ofSeconds(1);

  /// In how many ticks each connection gets its sign of life.
  private static final int BEAT_TICKS = 15;

  private final Loop loop;
  private final LiveChats chats;
  private final Reading reading;
  private final Map<ChatId, SubscriberGroup> groups = new HashMap<>();

  /// The connections by the tick in which their turn comes, so that they don't all come at once.
  private final List<Set<LiveConnection>> turns = IntStream.range(0, BEAT_TICKS)
      .<Set<LiveConnection>>mapToObj(_ -> new LinkedHashSet<>())
      .toList();

  private final PeriodicTask beats = new PeriodicTask("live-beats", this::tick);
  private int opened;
  private int tick;

  LoopRegistry(Loop loop, LiveChats chats, Reading reading) {
    this.loop = loop;
    this.chats = chats;
    this.reading = reading;
  }

  void start() {
    loop.every(TICK, beats);
  }

  /// What the signs of life failed with last; empty when they did not.
  String trouble() {
    return beats.trouble();
  }

  private void tick() {
    var turn = turns.get(tick);
    // First, for a connection that fails must not keep the others from their turns.
    tick = (tick + 1) % BEAT_TICKS;
    PeriodicTask.forEach(List.copyOf(turn), LiveConnection::beat);
  }

  void open(LiveConnection connection) {
    var turn = turns.get(opened++ % BEAT_TICKS);
    turn.add(connection);
    connection.onClose(() -> turn.remove(connection));
  }

  LiveSubscription watch(ChatId chat, Optional<ChatCursor> from, Sink sink) {
    var group = groups.computeIfAbsent(
        chat, id -> new SubscriberGroup(id, chats, loop, () -> groups.remove(id)));
    var watch = new LiveSubscription(group, reading, sink);
    watch.begin(from);
    return watch;
  }
}
