package plaza.sql.chat;

import java.util.Collection;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import plaza.core.chat.Chat;
import plaza.core.chat.ChatCounters;
import plaza.core.chat.ChatId;
import plaza.core.chat.ChatStore;
import plaza.core.chat.ChatStore.Move;
import plaza.core.chat.Message;
import plaza.core.chat.MessageId;
import plaza.core.tenant.ApplicationCounters;
import plaza.core.tenant.ApplicationId;
import plaza.sql.CompareAndSet;
import plaza.sql.KeySet;
import plaza.sql.Partitions;
import plaza.sql.PooledConnection;
import plaza.sql.table.Table;
import plaza.sql.tenant.ApplicationCountersTable;

/// Chat rows within a batch's transaction.
record SqlChatRows(PooledConnection session, Partitions partitions) implements ChatStore.Rows {
  private static final CompareAndSet<ApplicationCounters> MOVE_APPLICATION = new CompareAndSet<>(
      ApplicationCountersTable.TABLE,
      ApplicationCountersTable.LAST_NUMBER,
      ApplicationCountersTable.POSITION);

  private static final CompareAndSet<ChatCounters> MOVE_CHAT = new CompareAndSet<>(
      ChatCountersTable.TABLE, ChatCountersTable.LAST_NUMBER, ChatCountersTable.POSITION);

  @Override
  public Map<ApplicationId, ApplicationCounters> applicationTails(Collection<ApplicationId> ids) {
    return KeySet.map(
        session,
        ApplicationCountersTable.TABLE.byKey(),
        ids,
        id -> new Object[] {id.value()},
        ApplicationCounters::application);
  }

  @Override
  public Map<ChatId, Chat> chats(Collection<ChatId> ids) {
    return KeySet.map(session, ChatTable.TABLE.byKey(), ids, SqlChatRows::key, Chat::id);
  }

  @Override
  public Map<ChatId, ChatCounters> tails(Collection<ChatId> ids) {
    return tails(session, ids);
  }

  static Map<ChatId, ChatCounters> tails(PooledConnection session, Collection<ChatId> ids) {
    return KeySet.map(
        session, ChatCountersTable.TABLE.byKey(), ids, SqlChatRows::key, ChatCounters::chat);
  }

  static Object[] key(ChatId id) {
    return new Object[] {id.application().value(), id.number()};
  }

  @Override
  public Map<MessageId, Message> messages(Collection<MessageId> ids) {
    return messages(session, partitions, ids).stream()
        .collect(Collectors.toMap(Message::id, m -> m));
  }

  static List<Message> messages(
      PooledConnection session, Partitions partitions, Collection<MessageId> ids) {
    var keys = ids.stream().map(id -> key(partitions, id)).toList();
    return KeySet.find(session, MessageTable.TABLE.byKey(), keys);
  }

  static Object[] key(Partitions partitions, MessageId id) {
    return new Object[] {
      id.chat().application().value(), id.chat().number(), id.number(), partitions.of(id.chat())
    };
  }

  @Override
  public void insertChats(List<Chat> chats) {
    session.write(ChatTable.TABLE.insert(), chats);
  }

  @Override
  public void updateChats(List<Chat> chats) {
    session.write(ChatTable.TABLE.update(), chats);
  }

  @Override
  public void moveApplicationTails(List<Move<ApplicationCounters>> moves) {
    move(ApplicationCountersTable.TABLE, MOVE_APPLICATION, moves, ApplicationCounters::position);
  }

  @Override
  public void moveTails(List<Move<ChatCounters>> moves) {
    move(ChatCountersTable.TABLE, MOVE_CHAT, moves, ChatCounters::position);
  }

  /// The compare-and-set of each row must touch it: here numbers are given, and here they are kept
  /// unique. A row that was at no position is not there yet.
  private <T> void move(
      Table<T> table, CompareAndSet<T> update, List<Move<T>> moves, ToLongFunction<T> position) {
    var absent = moves.stream()
        .filter(move -> position.applyAsLong(move.before()) == 0)
        .map(Move::after)
        .toList();
    session.write(table.insert(), absent);
    var there =
        moves.stream().filter(move -> position.applyAsLong(move.before()) != 0).toList();
    if (update.run(session, there, Move::before, Move::after) != there.size()) {
      throw new ConcurrentModificationException("a counter row was changed by another process");
    }
  }

  @Override
  public void insertMessages(List<Message> messages) {
    session.write(MessageTable.TABLE.insert(), messages);
  }

  @Override
  public void updateMessages(List<Message> messages) {
    session.write(MessageTable.TABLE.update(), messages);
  }
}
