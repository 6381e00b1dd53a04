package plaza.server;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import plaza.core.pipeline.Follower;
import plaza.core.pipeline.Supervised;
import plaza.core.port.ClusterBus;

/// The health reports that the nodes of a cluster exchange every second: how long each engine
/// has been healthy for them. So a node learns that it alone does not reach one.
final class Peers implements Others, ClusterBus.Listener, AutoCloseable {
  private static final Duration EVERY = Duration.ofSeconds(1);

  /// Trouble counts as this node's own when it has lasted for so long, while the engine was
  /// well for another node for as long: one notices later than the other.
  static final Duration SETTLED = Duration.ofSeconds(5);

  /// How long a node's report is valid.
  static final Duration HEARD_MAX = Duration.ofSeconds(5);

  /// Nodes that are remembered. More: those that come are not.
  private static final int NODES_MAX = 1_000;

  private final String node;
  private final Watch watch;
  private final ClusterBus live;
  private final LongSupplier nanoTime;
  private final Map<String, Told> told = new ConcurrentHashMap<>();
  private final Map<String, State> states = new ConcurrentHashMap<>();
  private final Follower follower = new Follower("peers", this::step, _ -> false);

  /// A node's report.
  ///
  /// @param at when it was heard
  /// @param wellSeconds of each engine that is well for it
  private record Told(long at, Map<String, Long> wellSeconds) {}

  /// How an engine is for this node, and since when.
  private record State(boolean well, long since) {}

  /// @param node what this node is called
  Peers(String node, Watch watch, ClusterBus live, LongSupplier nanoTime) {
    this.node = node;
    this.watch = watch;
    this.live = live;
    this.nanoTime = nanoTime;
  }

  /// What tells the others.
  Supervised supervised() {
    return follower;
  }

  void start() {
    live.listen(this);
    follower.start();
  }

  /// Notes how the engines are, and tells the others.
  Duration step() {
    var now = nanoTime.getAsLong();
    for (var engine : watch.engines()) {
      var well = engine.trouble().isEmpty();
      states.compute(
          engine.name(),
          (_, before) -> before == null || before.well() != well ? new State(well, now) : before);
    }
    var words = states.entrySet().stream()
        .filter(state -> state.getValue().well())
        .map(state -> state.getKey() + "=" + seconds(now - state.getValue().since()))
        .collect(Collectors.joining("\n", node + "\n", ""));
    live.broadcast(words.getBytes(StandardCharsets.UTF_8));
    return EVERY;
  }

  private static long seconds(long nanos) {
    return Duration.ofNanos(nanos).toSeconds();
  }

  @Override
  public void received(byte[] message) {
    var lines = new String(message, StandardCharsets.UTF_8).lines().toList();
    var now = nanoTime.getAsLong();
    told.values().removeIf(it -> now - it.at() > HEARD_MAX.toNanos());
    if (lines.isEmpty() || told.size() >= NODES_MAX) {
      return;
    }
    var well = new HashMap<String, Long>();
    for (var line : lines.subList(1, lines.size())) {
      if (line.matches("[a-z-]+=\\d{1,15}")) {
        well.put(line.replaceFirst("=.*", ""), Long.parseLong(line.replaceFirst(".*=", "")));
      }
    }
    told.put(lines.getFirst(), new Told(now, well));
  }

  /// What is old counts no more anyway.
  @Override
  public void lost() {
    told.clear();
  }

  @Override
  public boolean exist() {
    return true;
  }

  @Override
  public boolean fareBetter(String engine) {
    var now = nanoTime.getAsLong();
    var own = states.get(engine);
    return own != null
        && !own.well()
        && now - own.since() >= SETTLED.toNanos()
        && told.values().stream()
            .filter(it -> now - it.at() <= HEARD_MAX.toNanos())
            .anyMatch(it -> it.wellSeconds().getOrDefault(engine, 0L) >= SETTLED.toSeconds());
  }

  @Override
  public void close() {
    follower.close();
    live.close();
  }
}
