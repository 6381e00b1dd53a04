package plaza.simulation.engine;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import plaza.core.chat.Changes;
import plaza.core.chat.ChatId;
import plaza.core.chat.Message;
import plaza.core.chat.MessageId;
import plaza.core.chat.SearchException;
import plaza.core.chat.SearchIndex;
import plaza.core.port.Position;
import plaza.core.tenant.ApplicationId;
import plaza.core.text.Folding;
import plaza.core.text.Query;

/// A search index in memory: a node's own, which a crash takes back to its last commit, or one
/// that several nodes feed.
public final class SimulatedIndex implements SearchIndex {
  private static final Comparator<Hit> NEWEST_FIRST = Comparator.comparing(Hit::createdAt)
      .thenComparingLong((Hit hit) -> hit.message().chat().number())
      .thenComparingLong(hit -> hit.message().number())
      .reversed();

  private final Hazards hazards;
  private State committed = new State();
  private State written = new State();
  private State searchable = new State();

  /// An index at one moment.
  private static final class State {
    private final Map<MessageId, Message> messages = new HashMap<>();
    private final Map<Integer, Long> positions = new HashMap<>();
    private String epoch = "";

    State copy() {
      var copy = new State();
      copy.messages.putAll(messages);
      copy.positions.putAll(positions);
      copy.epoch = epoch;
      return copy;
    }

    long position(int partition) {
      return positions.getOrDefault(partition, Position.start(partition));
    }
  }

  public SimulatedIndex(Hazards hazards) {
    this.hazards = hazards;
  }

  /// The process that had it is gone, and it is opened again.
  public void crash() {
    written = committed.copy();
    searchable = committed.copy();
  }

  /// One of several nodes that feed it is gone, and what it had not noted yet is fed again.
  public void feederCrashed() {
    written.positions.clear();
    written.positions.putAll(searchable.positions);
  }

  /// It is gone as a whole.
  public void lose() {
    committed = new State();
    crash();
  }

  @Override
  public String epoch() {
    return written.epoch;
  }

  @Override
  public long searchable(int partition) {
    return searchable.position(partition);
  }

  @Override
  public long position(int partition) {
    return written.position(partition);
  }

  @Override
  public void reset(String epoch) {
    hazards.pass();
    written = new State();
    written.epoch = epoch;
    searchable = written.copy();
    committed = written.copy();
  }

  @Override
  public void write(Changes changes) {
    var life = written;
    if (position(changes.partition()) != changes.after()) {
      return;
    }
    hazards.pass();
    if (written != life) {
      throw new SearchException(
          "the index that was fed is no more", new IllegalStateException("started over"));
    }
    changes.messages().forEach(this::write);
    changes
        .closed()
        .forEach(chat -> written.messages.keySet().removeIf(id -> id.chat().equals(chat)));
    if (position(changes.partition()) == changes.after()) {
      written.positions.put(changes.partition(), changes.upTo());
    } else {
      // It comes late.
      written.positions.merge(changes.partition(), changes.after(), Math::min);
      searchable.positions.merge(changes.partition(), changes.after(), Math::min);
    }
  }

  /// Of two feeders one may be late: a newer state that is there stays, but nobody knows what was
  /// deleted.
  private void write(Message message) {
    var known = written.messages.get(message.id());
    if (known != null && known.position() > message.position()) {
      return;
    }
    if (message.deleted()) {
      written.messages.remove(message.id());
    } else {
      written.messages.put(message.id(), message);
    }
  }

  @Override
  public void refresh() {
    hazards.pass();
    searchable = written.copy();
  }

  @Override
  public void commit() {
    hazards.pass();
    committed = written.copy();
    hazards.pass();
  }

  @Override
  public void check() {
    hazards.pass();
  }

  @Override
  public boolean await(int partition, long position, Duration atMost) {
    return hazards.await(() -> searchable(partition) >= position, atMost);
  }

  @Override
  public boolean awaited() {
    return false;
  }

  private Stream<Hit> hits(Predicate<MessageId> where, Query query) {
    hazards.pass();
    return searchable.messages.values().stream()
        .filter(message -> where.test(message.id()) && query.matches(Folding.fold(message.body())))
        .map(message -> new Hit(message.id(), message.createdAt()));
  }

  @Override
  public List<Hit> search(ChatId chat, Query query, long before, int limit) {
    return hits(id -> id.chat().equals(chat) && id.number() < before, query)
        .sorted(Comparator.comparingLong((Hit hit) -> hit.message().number()).reversed())
        .limit(limit)
        .toList();
  }

  @Override
  public List<Hit> search(ApplicationId application, Query query, Cursor after, int limit) {
    var from = new Hit(
        new MessageId(new ChatId(application, after.chat()), after.number()), after.createdAt());
    return hits(id -> id.chat().application().equals(application), query)
        .filter(hit -> NEWEST_FIRST.compare(hit, from) > 0)
        .sorted(NEWEST_FIRST)
        .limit(limit)
        .toList();
  }

  @Override
  public List<Long> numbers(ChatId chat, long before, int limit) {
    return searchable.messages.keySet().stream()
        .filter(id -> id.chat().equals(chat) && id.number() < before)
        .map(MessageId::number)
        .sorted(Comparator.reverseOrder())
        .limit(limit)
        .toList();
  }

  /// What a search can find, without asking the engine.
  public Map<MessageId, Message> found() {
    return Map.copyOf(searchable.messages);
  }

  @Override
  public void close() {}
}
