package plaza.sql.chat;

import java.time.Instant;
import plaza.core.chat.ChatId;
import plaza.core.chat.Message;
import plaza.core.chat.MessageId;
import plaza.core.chat.Sender;
import plaza.core.port.Position;
import plaza.core.tenant.ApplicationId;
import plaza.sql.table.Column;
import plaza.sql.table.Columns;
import plaza.sql.table.Table;

/// Messages. The database computes the column `log_partition`, by which the table is divided, and
/// `altered`: the position of those that were edited or deleted.
final class MessageTable {
  private static final Columns<Message> COLUMNS = new Columns<>("message");

  static final Column<Message, ApplicationId> APPLICATION = COLUMNS.number(
      "application",
      message -> message.id().chat().application(),
      ApplicationId::value,
      ApplicationId::new);
  static final Column.OfLong<Message> CHAT =
      COLUMNS.number("chat", message -> message.id().chat().number());
  static final Column.OfLong<Message> NUMBER =
      COLUMNS.number("number", message -> message.id().number());
  static final Column<Message, String> BODY = COLUMNS.text("body", Message::body);
  static final Column<Message, Sender> SENDER =
      COLUMNS.text("sender", Message::sender, Sender::text, Sender::new);
  static final Column<Message, Instant> CREATED_AT =
      COLUMNS.instant("created_at", Message::createdAt);
  static final Column<Message, Instant> UPDATED_AT =
      COLUMNS.instant("updated_at", Message::updatedAt);
  static final Column<Message, Message.State> STATE =
      COLUMNS.code("state", message -> message.state().code(), Message.State::of);
  static final Column.OfLong<Message> POSITION = COLUMNS.number("position", Message::position);
  static final Column.OfInt<Message> LOG_PARTITION = COLUMNS
      .computed()
      .integer("log_partition", message -> Position.partition(message.position()));

  static final Table<Message> TABLE = COLUMNS.table(
      row -> new Message(
          new MessageId(new ChatId(row.get(APPLICATION), row.get(CHAT)), row.get(NUMBER)),
          row.get(BODY),
          row.get(SENDER),
          row.get(CREATED_AT),
          row.get(UPDATED_AT),
          row.get(STATE),
          row.get(POSITION)),
      APPLICATION,
      CHAT,
      NUMBER,
      LOG_PARTITION);

  private MessageTable() {}
}
