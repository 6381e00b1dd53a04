package plaza.sql.chat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
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
import plaza.sql.KeySet;
import plaza.sql.PagedList;
import plaza.sql.Partitions;
import plaza.sql.PooledConnection;
import plaza.sql.Replica;
import plaza.sql.Sessions;
import plaza.sql.SqlTransaction;
import plaza.sql.table.Row;
import plaza.sql.tenant.ApplicationCountersTable;

/// Chats and messages, as SQL.
public final class SqlChatStore implements ChatStore {
  private static final String VIEW =
      """
      SELECT %s, %s
      FROM chat c LEFT JOIN chat_tail t ON t.application = c.application AND t.chat = c.number
      """.formatted(ChatTable.TABLE.columns("c"), ChatCountersTable.TABLE.columns("t"));

  private static final String ONE_CHAT = VIEW + "WHERE c.application = ? AND c.number = ?";

  private static final PagedList<View> CHATS =
      new PagedList<>(SqlChatStore::view, VIEW, "c.application = ? AND c.deleted = 0", "c.number");

  private static final String CHANGED_CHATS = ChatTable.TABLE.between(ChatTable.POSITION);

  private static final String MESSAGES =
      "SELECT " + MessageTable.TABLE.columns("m") + "\nFROM message m\n";

  private static final PagedList<Message> OF_CHAT = new PagedList<>(
      MessageTable.TABLE,
      MESSAGES,
      "m.application = ? AND m.chat = ? AND m.log_partition = ? AND m.state <> 2",
      "m.number");

  private static final String CREATED = MESSAGES + """
      WHERE m.application = ? AND m.chat = ? AND m.log_partition = ? AND m.number BETWEEN ? AND ? AND m.state <> 2
      ORDER BY m.number
      """;

  private static final String POSTED = MESSAGES + """
      WHERE m.application = ? AND m.chat = ? AND m.log_partition = ? AND m.number > ? AND m.state = 0 AND m.position > ?
      ORDER BY m.number
      LIMIT ?
      """;

  /// In a chat that is much larger than most MariaDB has to be told to begin at the position in it,
  /// and not at the chat; to SQLite, which does so, that is a comment.
  private static final String ALTERED = MESSAGES + """
      /*! FORCE INDEX (message_altered) */
      WHERE m.application = ? AND m.chat = ? AND m.log_partition = ? AND m.altered > ?
      ORDER BY m.altered
      LIMIT ?
      """;

  private static final String CHANGED = MESSAGES + """
      WHERE m.log_partition = ? AND m.position > ? AND m.position < ?
      ORDER BY m.position
      LIMIT ?
      """;

  private static final String CLOSED = """
      SELECT %s
      FROM chat_tail
      WHERE closing > ? AND closing < ?
      ORDER BY closing
      LIMIT ?
      """.formatted(ChatCountersTable.TABLE.columns());

  private final Sessions sessions;
  private final Partitions partitions;
  private final Replica replica;

  public SqlChatStore(Sessions sessions, Partitions partitions, Replica replica) {
    this.sessions = sessions;
    this.partitions = partitions;
    this.replica = replica;
  }

  @Override
  public Optional<View> chat(ChatId id) {
    return sessions.read(session ->
        session.first(ONE_CHAT, SqlChatStore::view, id.application().value(), id.number()));
  }

  private static View view(Row row) throws SQLException {
    var chat = ChatTable.TABLE.read(row);
    var tail = row.behind(ChatTable.TABLE);
    return new View(
        chat,
        tail.has(ChatCountersTable.TABLE)
            ? ChatCountersTable.TABLE.read(tail)
            : ChatCounters.empty(chat.id()));
  }

  @Override
  public Set<ChatId> liveChats(Collection<ChatId> ids) {
    var select = """
        SELECT c.application, c.number
        FROM wanted CROSS JOIN chat c
        WHERE c.application = wanted.application AND c.number = wanted.number AND c.deleted = 0
        """;
    var keys = ids.stream().map(SqlChatRows::key).toList();
    return sessions.read(session -> Set.copyOf(KeySet.list(
        session,
        "application, number",
        select,
        keys,
        row -> new ChatId(new ApplicationId(row.getLong(1)), row.getLong(2)))));
  }

  @Override
  public Chats chats(ApplicationId application, Page page) {
    return sessions.snapshot(session ->
        new Chats(CHATS.list(session, page, application.value()), tail(session, application)));
  }

  private static ApplicationCounters tail(PooledConnection session, ApplicationId application) {
    return session
        .find(ApplicationCountersTable.TABLE.byKey(), application.value())
        .orElseGet(() -> ApplicationCounters.empty(application));
  }

  @Override
  public Optional<Message> message(MessageId id) {
    return sessions.read(
        session -> session.find(MessageTable.TABLE.byKey(), SqlChatRows.key(partitions, id)));
  }

  @Override
  public List<Message> messages(Collection<MessageId> ids) {
    return sessions.read(session -> SqlChatRows.messages(session, partitions, ids));
  }

  @Override
  public Messages messages(ChatId chat, Page page) {
    return withTail(chat, (session, tail) -> new Messages(list(session, tail, page), tail));
  }

  /// Rows of a chat with its end, from one snapshot. The replica's do when its end of the chat is
  /// the one that the database itself has now, in the same life: every change moves it.
  private Messages withTail(
      ChatId chat, BiFunction<PooledConnection, ChatCounters, Messages> reading) {
    if (replica.mayAnswer()) {
      var now = sessions.read(session -> end(session, chat));
      var copied = replica.read(session -> Optional.of(end(session, chat))
          .filter(now::equals)
          .map(end -> reading.apply(session, end.tail())));
      if (copied.isPresent()) {
        return copied.get();
      }
    }
    return sessions.snapshot(session -> reading.apply(session, tail(session, chat)));
  }

  /// A chat's end, and the life in which it is.
  private record End(ChatCounters tail, Optional<String> epoch) {}

  private static End end(PooledConnection session, ChatId chat) {
    return new End(
        tail(session, chat),
        session.first("SELECT epoch FROM store_epoch", row -> row.getString(1)));
  }

  private List<Message> list(PooledConnection session, ChatCounters tail, Page page) {
    var chat = tail.chat();
    // When nothing was deleted the page is a range of numbers, and costs no more than the first.
    var wanted = page instanceof Page.Numbered numbered && tail.liveCount() == tail.lastNumber()
        ? new Page.After(numbered.skipped(), numbered.limit())
        : page;
    return OF_CHAT.list(
        session, wanted, chat.application().value(), chat.number(), partitions.of(chat));
  }

  @Override
  public List<Message> created(ChatId chat, long first, int count) {
    return sessions.read(session -> session.list(
        CREATED,
        MessageTable.TABLE,
        chat.application().value(),
        chat.number(),
        partitions.of(chat),
        first,
        first + count - 1));
  }

  @Override
  public ChatCounters tail(ChatId chat) {
    return sessions.read(session -> tail(session, chat));
  }

  private static ChatCounters tail(PooledConnection session, ChatId chat) {
    return session
        .find(ChatCountersTable.TABLE.byKey(), chat.application().value(), chat.number())
        .orElseGet(() -> ChatCounters.empty(chat));
  }

  @Override
  public Map<ChatId, ChatCounters> tails(Collection<ChatId> chats) {
    return sessions.read(session -> SqlChatRows.tails(session, chats));
  }

  /// What was posted since has numbers above the cursor's; what was edited or deleted since has an
  /// index of its own, so that posting pays for none.
  @Override
  public Messages changed(ChatId chat, ChatCursor after, int limit) {
    var application = chat.application().value();
    var partition = partitions.of(chat);
    return withTail(chat, (session, tail) -> {
      var changes = new ArrayList<Message>();
      changes.addAll(session.list(
          POSTED,
          MessageTable.TABLE,
          application,
          chat.number(),
          partition,
          after.number(),
          after.position(),
          limit));
      changes.addAll(session.list(
          ALTERED,
          MessageTable.TABLE,
          application,
          chat.number(),
          partition,
          after.position(),
          limit));
      changes.sort(Comparator.comparingLong(Message::position));
      return new Messages(List.copyOf(changes.subList(0, Math.min(limit, changes.size()))), tail);
    });
  }

  @Override
  public Changes changes(int partition, long after, int limit) {
    var end = Position.end(partition);
    return sessions.snapshot(session -> Changes.first(
        limit,
        after,
        session.list(CHANGED, MessageTable.TABLE, partition, after, end, limit),
        session.list(CLOSED, ChatCountersTable.TABLE, after, end, limit)));
  }

  @Override
  public long newestChange(int partition) {
    var sql = """
        SELECT position
        FROM message
        WHERE log_partition = ? AND position >= ? AND position < ?
        ORDER BY position DESC
        LIMIT 1
        """;
    var start = Position.start(partition);
    return sessions
        .read(session ->
            session.first(sql, row -> row.getLong(1), partition, start, Position.end(partition)))
        .orElse(start);
  }

  /// The position goes back to the newest message's: nobody is told of the closing any more.
  @Override
  public void reopen() {
    var sql = """
        UPDATE chat_tail
        SET closed = 0,
          position = COALESCE(
            (SELECT MAX(m.position) FROM message m
             WHERE m.application = chat_tail.application AND m.chat = chat_tail.chat),
            position)
        WHERE closing > 0 AND EXISTS (
          SELECT 1 FROM chat c JOIN application a ON a.id = c.application
          WHERE c.application = chat_tail.application AND c.number = chat_tail.chat
            AND c.deleted = 0 AND a.deleted = 0)
        """;
    var _ = sessions.write(session -> session.update(sql));
  }

  @Override
  public List<Chat> changedChats(int partition, long position, int limit) {
    return sessions.read(session ->
        session.list(CHANGED_CHATS, ChatTable.TABLE, position, Position.end(partition), limit));
  }

  @Override
  public Optional<Long> lowestChanged(ChatId chat, long position) {
    // By position, not by number: what changed lately is a short range at the end of the table.
    // The sums keep every database from going by number.
    var sql = """
        SELECT COALESCE(MIN(number), 0)
        FROM message
        WHERE log_partition = ? AND position > ? AND position < ? AND application + 0 = ? AND chat + 0 = ?
        """;
    var partition = Position.partition(position);
    return sessions
        .read(session -> session.first(
            sql,
            row -> row.getLong(1),
            partition,
            position,
            Position.end(partition),
            chat.application().value(),
            chat.number()))
        .filter(number -> number > 0);
  }

  @Override
  public Rows rows(Transaction transaction) {
    return new SqlChatRows(SqlTransaction.sessionOf(transaction), partitions);
  }
}
