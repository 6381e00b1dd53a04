package plaza.edge.live;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import plaza.core.chat.ChatCursor;
import plaza.core.chat.ChatId;
import plaza.core.chat.LiveChats;
import plaza.core.pipeline.Follower;
import plaza.core.pipeline.Supervised;
import plaza.core.pipeline.UnavailableException;
import plaza.core.port.StoreException;
import plaza.edge.http.ByteStream;
import plaza.edge.http.Caller;
import plaza.edge.http.LiveConnection;
import plaza.edge.http.LiveConnection.Ending;
import plaza.edge.http.Loop;
import plaza.edge.http.PeriodicTask;
import plaza.edge.http.Problem;
import plaza.edge.http.TextSocket;

/// All live connections and their subscriptions.
public final class Live implements AutoCloseable {
  /// The most connections that stay open at a time; more are refused.
  private static final int CONNECTIONS_MAX = 200_000;

  /// How often the callers of open connections are admitted again. A node that hears nothing from
  /// the others notices a revoked key within two seconds; together that is less than the five
  /// seconds within which a connection ends.
  private static final Duration ADMISSION_EVERY = Duration.ofSeconds(2);

  private final LiveChats chats;
  private final Predicate<Caller> stillAdmits;
  private final Reading reading = new Reading();
  private final Map<Loop, LoopRegistry> stands = new ConcurrentHashMap<>();
  private final Map<LiveConnection, Caller> open = new ConcurrentHashMap<>();
  private final Follower admission = new Follower("live-admission", this::step);
  private volatile boolean closing;

  /// @param stillAdmits whether a caller who was admitted would be again; may block
  public Live(LiveChats chats, Predicate<Caller> stillAdmits) {
    this.chats = chats;
    this.stillAdmits = stillAdmits;
  }

  public void start() {
    admission.start();
  }

  /// What is done again and again for the connections, as long as the server lives.
  public List<Supervised> supervised() {
    return List.of(admission, new Beats());
  }

  /// The signs of life on all loops.
  private final class Beats implements Supervised {
    @Override
    public String name() {
      return "live-beats";
    }

    @Override
    public String trouble() {
      return stands.values().stream()
          .map(LoopRegistry::trouble)
          .filter(trouble -> !trouble.isEmpty())
          .findFirst()
          .orElse("");
    }
  }

  /// Refuses when there are as many connections as there may be.
  public void requireRoom() {
    if (closing || open.size() >= CONNECTIONS_MAX) {
      throw Problem.of(
              503,
              "Service unavailable",
              "The server is stopping, or has too many live connections")
          .with("Retry-After", "5")
          .refuse();
    }
  }

  /// Takes a connection up: it gets signs of life, and ends with its caller's rights. On its loop.
  public void opened(LiveConnection connection, Caller caller) {
    open.put(connection, caller);
    connection.onClose(() -> open.remove(connection));
    stand(connection.loop()).open(connection);
    if (closing) {
      connection.end(Ending.RESTART);
    }
  }

  /// Begins to show what happens in a chat, from `from` or from now on. On the display's loop.
  public LiveSubscription watch(ChatId chat, Optional<ChatCursor> from, Sink sink) {
    return stand(sink.connection().loop()).watch(chat, from, sink);
  }

  private LoopRegistry stand(Loop loop) {
    return stands.computeIfAbsent(loop, own -> {
      var stand = new LoopRegistry(own, chats, reading);
      stand.start();
      return stand;
    });
  }

  /// Shows how many connections are open, and where they find what they show.
  public void measure(MeterRegistry metrics) {
    measure(metrics, "stream", ByteStream.class);
    measure(metrics, "socket", TextSocket.class);
    measureReads(metrics, "memory", Reading::fromMemory);
    measureReads(metrics, "store", Reading::fromStore);
  }

  private void measureReads(MeterRegistry metrics, String from, ToDoubleFunction<Reading> count) {
    FunctionCounter.builder("plaza.live.reads", reading, count)
        .description("Reads of live subscribers, from memory or from the store")
        .tag("from", from)
        .register(metrics);
  }

  private void measure(MeterRegistry metrics, String kind, Class<? extends LiveConnection> type) {
    Gauge.builder(
            "plaza.live.connections",
            () -> open.keySet().stream().filter(type::isInstance).count())
        .description("Open live connections")
        .tag("kind", kind)
        .register(metrics);
  }

  /// Ends the connections whose callers would no longer be admitted. Each caller is checked
  /// once, however many connections it has.
  private Duration step() {
    var admitted = new HashMap<Object, Boolean>();
    PeriodicTask.forEach(open.entrySet(), entry -> {
      var connection = entry.getKey();
      var caller = entry.getValue();
      if (!admitted.computeIfAbsent(key(caller), _ -> isAdmitted(caller))) {
        connection.loop().run(() -> connection.end(Ending.REFUSED));
      }
    });
    return ADMISSION_EVERY;
  }

  /// A caller that can't be checked at the moment stays until it can be, and does not delay the
  /// check of others.
  private boolean isAdmitted(Caller caller) {
    try {
      return stillAdmits.test(caller);
    } catch (UnavailableException | StoreException e) {
      return true;
    }
  }

  private static Object key(Caller caller) {
    return Map.entry(caller.application().id(), caller.grant());
  }

  /// Closes all connections gracefully; their clients reconnect.
  @Override
  public void close() {
    closing = true;
    admission.close();
    open.keySet()
        .forEach(connection -> connection.loop().run(() -> connection.end(Ending.RESTART)));
  }
}
