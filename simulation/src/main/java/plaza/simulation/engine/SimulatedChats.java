package plaza.simulation.engine;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import plaza.core.chat.Changes;
import plaza.core.chat.Chat;
import plaza.core.chat.ChatCounters;
import plaza.core.chat.ChatCursor;
import plaza.core.chat.ChatId;
import plaza.core.chat.ChatStore;
import plaza.core.chat.Message;
import plaza.core.chat.MessageId;
import plaza.core.port.Page;
import plaza.core.port.Position;
import plaza.core.port.Transaction;
import plaza.core.tenant.ApplicationCounters;
import plaza.core.tenant.ApplicationId;

/// Chats and messages in a [SimulatedStore].
public final class SimulatedChats implements ChatStore {
  static final TableDefinition<ChatId, Chat> CHATS = new TableDefinition<>("chat", Chat::id);
  static final TableDefinition<ChatId, ChatCounters> COUNTERS =
      new TableDefinition<>("chat counters", ChatCounters::chat);
  static final TableDefinition<MessageId, Message> MESSAGES =
      new TableDefinition<>("message", Message::id);

  private final SimulatedStore store;

  public SimulatedChats(SimulatedStore store) {
    this.store = store;
  }

  private static View view(Tables t, Chat chat) {
    return new View(chat, tail(t, chat.id()));
  }

  private static ChatCounters tail(Tables t, ChatId chat) {
    return t.get(COUNTERS).find(chat).orElseGet(() -> ChatCounters.empty(chat));
  }

  private static Stream<Message> of(Tables t, ChatId chat) {
    return t.get(MESSAGES).stream()
        .filter(message -> message.id().chat().equals(chat))
        .sorted(Comparator.comparingLong(message -> message.id().number()));
  }

  @Override
  public Optional<View> chat(ChatId id) {
    return store.readRows(t -> t.get(CHATS).find(id).map(chat -> view(t, chat)));
  }

  @Override
  public Set<ChatId> liveChats(Collection<ChatId> ids) {
    return store.readRows(t -> {
      var live = new HashSet<ChatId>();
      t.get(CHATS).some(ids).values().stream()
          .filter(chat -> !chat.deleted())
          .forEach(chat -> live.add(chat.id()));
      return live;
    });
  }

  @Override
  public Chats chats(ApplicationId application, Page page) {
    return store.readRows(t -> new Chats(
        Pages.of(
            page,
            t.get(CHATS).stream()
                .filter(chat -> chat.id().application().equals(application) && !chat.deleted())
                .sorted(Comparator.comparingLong(chat -> chat.id().number()))
                .map(chat -> view(t, chat))
                .toList(),
            view -> view.chat().id().number()),
        SimulatedTenants.counters(t, application)));
  }

  @Override
  public Optional<Message> message(MessageId id) {
    return store.readRows(t -> t.get(MESSAGES).find(id));
  }

  @Override
  public List<Message> messages(Collection<MessageId> ids) {
    return store.readRows(t -> List.copyOf(t.get(MESSAGES).some(ids).values()));
  }

  @Override
  public Messages messages(ChatId chat, Page page) {
    return store.readRows(t -> new Messages(
        Pages.of(
            page,
            of(t, chat).filter(message -> !message.deleted()).toList(),
            message -> message.id().number()),
        tail(t, chat)));
  }

  @Override
  public List<Message> created(ChatId chat, long first, int count) {
    return store.readRows(t -> of(t, chat)
        .filter(message -> message.id().number() >= first && message.id().number() < first + count)
        .filter(message -> !message.deleted())
        .toList());
  }

  @Override
  public ChatCounters tail(ChatId chat) {
    return store.readRows(t -> tail(t, chat));
  }

  @Override
  public Map<ChatId, ChatCounters> tails(Collection<ChatId> chats) {
    return store.readRows(t -> t.get(COUNTERS).some(chats));
  }

  @Override
  public Messages changed(ChatId chat, ChatCursor after, int limit) {
    return store.readRows(t -> new Messages(
        of(t, chat)
            .filter(message -> message.position() > after.position())
            .sorted(Comparator.comparingLong(Message::position))
            .limit(limit)
            .toList(),
        tail(t, chat)));
  }

  private static boolean isChange(long at, int partition, long position) {
    return at > position && at < Position.end(partition);
  }

  @Override
  public Changes changes(int partition, long after, int limit) {
    return store.readRows(t -> Changes.first(
        limit,
        after,
        t.get(MESSAGES).stream()
            .filter(message -> isChange(message.position(), partition, after))
            .sorted(Comparator.comparingLong(Message::position))
            .toList(),
        t.get(COUNTERS).stream()
            .filter(tail -> tail.closed() && isChange(tail.position(), partition, after))
            .toList()));
  }

  @Override
  public long newestChange(int partition) {
    return store.readRows(t -> t.get(MESSAGES).stream()
        .mapToLong(Message::position)
        .filter(at -> isChange(at, partition, Position.start(partition)))
        .max()
        .orElse(Position.start(partition)));
  }

  @Override
  public void reopen() {
    store.write(t -> t.get(COUNTERS).stream()
        .filter(tail -> tail.closed() && isThere(t, tail.chat()))
        .toList()
        .forEach(tail -> t.get(COUNTERS).put(opened(t, tail))));
  }

  private static boolean isThere(Tables t, ChatId chat) {
    return t.get(CHATS).find(chat).map(it -> !it.deleted()).orElse(false)
        && t.get(SimulatedTenants.APPLICATIONS)
            .find(chat.application())
            .map(it -> !it.deleted())
            .orElse(false);
  }

  private static ChatCounters opened(Tables t, ChatCounters closed) {
    var position = of(t, closed.chat()).mapToLong(Message::position).max();
    return new ChatCounters(
        closed.chat(),
        closed.lastNumber(),
        closed.liveCount(),
        false,
        position.orElse(closed.position()));
  }

  @Override
  public List<Chat> changedChats(int partition, long position, int limit) {
    return store.readRows(
        t -> Pages.changed(t.get(CHATS), Chat::position, partition, position, limit));
  }

  @Override
  public Optional<Long> lowestChanged(ChatId chat, long position) {
    return store.readRows(t -> of(t, chat)
        .filter(m -> isChange(m.position(), Position.partition(position), position))
        .map(message -> message.id().number())
        .findFirst());
  }

  @Override
  public Rows rows(Transaction transaction) {
    return new SimulatedChatRows((SimulatedTransaction) transaction);
  }

  /// All messages of all chats as they are, tombstones too, without asking the engine.
  public List<Message> all() {
    return store.tables().get(MESSAGES).stream()
        .sorted(
            Comparator.<Message>comparingLong(m -> m.id().chat().application().value())
                .thenComparingLong(m -> m.id().chat().number())
                .thenComparingLong(m -> m.id().number()))
        .toList();
  }

  /// All chats with their ends, deleted ones too, without asking the engine.
  public List<View> allChats() {
    var t = store.tables();
    return t.get(CHATS).stream()
        .sorted(Comparator.<Chat>comparingLong(chat -> chat.id().application().value())
            .thenComparingLong(chat -> chat.id().number()))
        .map(chat -> view(t, chat))
        .toList();
  }

  /// The ends of all lists of chats, without asking the engine.
  public Map<ApplicationId, ApplicationCounters> allApplicationTails() {
    var tails = new HashMap<ApplicationId, ApplicationCounters>();
    store.tables().get(SimulatedTenants.COUNTERS).stream()
        .forEach(tail -> tails.put(tail.application(), tail));
    return tails;
  }
}
