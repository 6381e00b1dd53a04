package plaza.sql.chat;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import plaza.core.chat.Chat;
import plaza.core.chat.ChatCounters;
import plaza.core.chat.ChatId;
import plaza.core.chat.ChatName;
import plaza.core.chat.ChatStore;
import plaza.core.chat.ChatType;
import plaza.core.chat.Message;
import plaza.core.chat.MessageId;
import plaza.core.chat.Sender;
import plaza.core.tenant.ApplicationCounters;
import plaza.core.tenant.ApplicationId;

/// Columns of the chat tables to values, in the order in which the statements name them.
final class ChatColumns {
  static final String CHAT =
      "c.application, c.number, c.name, c.type, c.created_at, c.updated_at, c.deleted, c.position";

  static final String MESSAGE =
      "m.application, m.chat, m.number, m.body, m.sender, m.created_at, m.updated_at, m.state, m.position";

  private ChatColumns() {}

  static Chat chat(ResultSet row) throws SQLException {
    return new Chat(
        new ChatId(new ApplicationId(row.getLong(1)), row.getLong(2)),
        new ChatName(row.getString(3)),
        ChatType.of(row.getInt(4)),
        Instant.ofEpochMilli(row.getLong(5)),
        Instant.ofEpochMilli(row.getLong(6)),
        row.getInt(7) != 0,
        row.getLong(8));
  }

  /// A chat, and behind it last number, live count, closed and position of its tail.
  static ChatStore.View view(ResultSet row) throws SQLException {
    var chat = chat(row);
    var tail = new ChatCounters(
        chat.id(), row.getLong(9), row.getLong(10), row.getInt(11) != 0, row.getLong(12));
    return new ChatStore.View(chat, tail);
  }

  static ChatCounters tail(ResultSet row) throws SQLException {
    return new ChatCounters(
        new ChatId(new ApplicationId(row.getLong(1)), row.getLong(2)),
        row.getLong(3),
        row.getLong(4),
        row.getInt(5) != 0,
        row.getLong(6));
  }

  static ApplicationCounters applicationTail(ResultSet row) throws SQLException {
    return new ApplicationCounters(
        new ApplicationId(row.getLong(1)), row.getLong(2), row.getLong(3), row.getLong(4));
  }

  static Message message(ResultSet row) throws SQLException {
    return new Message(
        new MessageId(
            new ChatId(new ApplicationId(row.getLong(1)), row.getLong(2)), row.getLong(3)),
        row.getString(4),
        new Sender(row.getString(5)),
        Instant.ofEpochMilli(row.getLong(6)),
        Instant.ofEpochMilli(row.getLong(7)),
        Message.State.of(row.getInt(8)),
        row.getLong(9));
  }
}
