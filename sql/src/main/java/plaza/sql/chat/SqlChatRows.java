package plaza.sql.chat;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
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
import plaza.sql.KeySet;
import plaza.sql.Partitions;
import plaza.sql.PooledConnection;
import plaza.sql.Update;

/// Chat rows within a batch's transaction.
record SqlChatRows(PooledConnection session, Partitions partitions) implements ChatStore.Rows {
  private static final Update APPLICATION_TAIL = new Update(
      "application_tail",
      List.of("last_number", "live_count", "position"),
      List.of("application", "last_number", "position"));

  private static final Update CHAT_TAIL = new Update(
      "chat_tail",
      List.of("last_number", "live_count", "closed", "position"),
      List.of("application", "chat", "last_number", "position"));

  @Override
  public Map<ApplicationId, ApplicationCounters> applicationTails(Collection<ApplicationId> ids) {
    var select = """
        SELECT t.application, t.last_number, t.live_count, t.position
        FROM wanted CROSS JOIN application_tail t
        WHERE t.application = wanted.application
        """;
    var keys = ids.stream().map(id -> new Object[] {id.value()}).toList();
    return KeySet.list(session, "application", select, keys, ChatColumns::applicationTail).stream()
        .collect(Collectors.toMap(ApplicationCounters::application, t -> t));
  }

  @Override
  public Map<ChatId, Chat> chats(Collection<ChatId> ids) {
    var select = "SELECT " + ChatColumns.CHAT + """

        FROM wanted CROSS JOIN chat c
        WHERE c.application = wanted.application AND c.number = wanted.number
        """;
    return KeySet.list(session, "application, number", select, keys(ids), ChatColumns::chat)
        .stream()
        .collect(Collectors.toMap(Chat::id, c -> c));
  }

  @Override
  public Map<ChatId, ChatCounters> tails(Collection<ChatId> ids) {
    return tails(session, ids);
  }

  static Map<ChatId, ChatCounters> tails(PooledConnection session, Collection<ChatId> ids) {
    var select = """
        SELECT t.application, t.chat, t.last_number, t.live_count, t.closed, t.position
        FROM wanted CROSS JOIN chat_tail t
        WHERE t.application = wanted.application AND t.chat = wanted.number
        """;
    return KeySet.list(session, "application, number", select, keys(ids), ChatColumns::tail)
        .stream()
        .collect(Collectors.toMap(ChatCounters::chat, t -> t));
  }

  private static List<Object[]> keys(Collection<ChatId> ids) {
    return ids.stream()
        .map(id -> new Object[] {id.application().value(), id.number()})
        .toList();
  }

  @Override
  public Map<MessageId, Message> messages(Collection<MessageId> ids) {
    return messages(session, partitions, ids).stream()
        .collect(Collectors.toMap(Message::id, m -> m));
  }

  static List<Message> messages(
      PooledConnection session, Partitions partitions, Collection<MessageId> ids) {
    var select = "SELECT " + ChatColumns.MESSAGE + """

        FROM wanted CROSS JOIN message m
        WHERE m.application = wanted.application AND m.chat = wanted.chat AND m.number = wanted.number
          AND m.log_partition = wanted.log_partition
        """;
    var keys = ids.stream()
        .map(id -> new Object[] {
          id.chat().application().value(), id.chat().number(), id.number(), partitions.of(id.chat())
        })
        .toList();
    return KeySet.list(
        session, "application, chat, number, log_partition", select, keys, ChatColumns::message);
  }

  @Override
  public void insertChats(List<Chat> chats) {
    var sql = """
        INSERT INTO chat (name, type, created_at, updated_at, deleted, position, application, number)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """;
    session.batch(sql, chats, SqlChatRows::bind);
  }

  @Override
  public void updateChats(List<Chat> chats) {
    var sql = """
        UPDATE chat SET name = ?, type = ?, created_at = ?, updated_at = ?, deleted = ?, position = ?
        WHERE application = ? AND number = ?
        """;
    session.batch(sql, chats, SqlChatRows::bind);
  }

  private static void bind(PreparedStatement statement, Chat chat) throws SQLException {
    statement.setString(1, chat.name().text());
    statement.setInt(2, chat.type().code());
    statement.setLong(3, chat.createdAt().toEpochMilli());
    statement.setLong(4, chat.updatedAt().toEpochMilli());
    statement.setInt(5, chat.deleted() ? 1 : 0);
    statement.setLong(6, chat.position());
    statement.setLong(7, chat.id().application().value());
    statement.setLong(8, chat.id().number());
  }

  @Override
  public void moveApplicationTails(List<Move<ApplicationCounters>> moves) {
    var insert = """
        INSERT INTO application_tail (last_number, live_count, position, application)
        VALUES (?, ?, ?, ?)
        """;
    var absent = moves.stream().filter(move -> move.before().position() == 0).toList();
    session.batch(insert, each(absent, move -> values(move.after())));
    var present = moves.stream().filter(move -> move.before().position() != 0).toList();
    requireMoved(APPLICATION_TAIL, each(present, move -> {
      var before = move.before();
      return after(before.lastNumber(), before.position(), values(move.after()));
    }));
  }

  private static Object[] values(ApplicationCounters tail) {
    return new Object[] {
      tail.lastNumber(), tail.liveCount(), tail.position(), tail.application().value()
    };
  }

  @Override
  public void moveTails(List<Move<ChatCounters>> moves) {
    var insert = """
        INSERT INTO chat_tail (last_number, live_count, closed, position, application, chat)
        VALUES (?, ?, ?, ?, ?, ?)
        """;
    var absent = moves.stream().filter(move -> move.before().position() == 0).toList();
    session.batch(insert, each(absent, move -> values(move.after())));
    var present = moves.stream().filter(move -> move.before().position() != 0).toList();
    requireMoved(CHAT_TAIL, each(present, move -> {
      var before = move.before();
      return after(before.lastNumber(), before.position(), values(move.after()));
    }));
  }

  private static Object[] values(ChatCounters tail) {
    return new Object[] {
      tail.lastNumber(),
      tail.liveCount(),
      tail.closed() ? 1 : 0,
      tail.position(),
      tail.chat().application().value(),
      tail.chat().number()
    };
  }

  /// A tail's values, and what it must be like before.
  private static Object[] after(long number, long position, Object... values) {
    var all = Arrays.copyOf(values, values.length + 2);
    all[values.length] = number;
    all[values.length + 1] = position;
    return all;
  }

  private static <T> List<Object[]> each(List<Move<T>> moves, Function<Move<T>, Object[]> values) {
    return moves.stream().map(values).toList();
  }

  /// The compare-and-set of each tail must touch its row: here numbers are given, and here they
  /// are kept unique.
  private void requireMoved(Update update, List<Object[]> moves) {
    if (update.run(session, moves) != moves.size()) {
      throw new ConcurrentModificationException("a counter row was changed by another process");
    }
  }

  @Override
  public void insertMessages(List<Message> messages) {
    var sql = """
        INSERT INTO message (position, body, sender, created_at, updated_at, state, application, chat, number)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """;
    session.batch(sql, messages, SqlChatRows::bind);
  }

  @Override
  public void updateMessages(List<Message> messages) {
    var sql = """
        UPDATE message
        SET position = ?, body = ?, sender = ?, created_at = ?, updated_at = ?, state = ?
        WHERE application = ? AND chat = ? AND number = ? AND log_partition = ?
        """;
    session.batch(sql, messages, (statement, message) -> {
      bind(statement, message);
      statement.setInt(10, partitions.of(message.id().chat()));
    });
  }

  private static void bind(PreparedStatement statement, Message message) throws SQLException {
    statement.setLong(1, message.position());
    statement.setString(2, message.body());
    statement.setString(3, message.sender().text());
    statement.setLong(4, message.createdAt().toEpochMilli());
    statement.setLong(5, message.updatedAt().toEpochMilli());
    statement.setInt(6, message.state().code());
    statement.setLong(7, message.id().chat().application().value());
    statement.setLong(8, message.id().chat().number());
    statement.setLong(9, message.id().number());
  }
}
