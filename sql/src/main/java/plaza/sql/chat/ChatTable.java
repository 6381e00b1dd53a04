package plaza.sql.chat;

import java.time.Instant;
import plaza.core.chat.Chat;
import plaza.core.chat.ChatId;
import plaza.core.chat.ChatName;
import plaza.core.chat.ChatType;
import plaza.core.tenant.ApplicationId;
import plaza.sql.table.Column;
import plaza.sql.table.Columns;
import plaza.sql.table.Table;

/// Chats.
final class ChatTable {
  private static final Columns<Chat> COLUMNS = new Columns<>("chat");

  static final Column<Chat, ApplicationId> APPLICATION = COLUMNS.number(
      "application", chat -> chat.id().application(), ApplicationId::value, ApplicationId::new);
  static final Column.OfLong<Chat> NUMBER =
      COLUMNS.number("number", chat -> chat.id().number());
  static final Column<Chat, ChatName> NAME =
      COLUMNS.text("name", Chat::name, ChatName::text, ChatName::new);
  static final Column<Chat, ChatType> TYPE =
      COLUMNS.code("type", chat -> chat.type().code(), ChatType::of);
  static final Column<Chat, Instant> CREATED_AT = COLUMNS.instant("created_at", Chat::createdAt);
  static final Column<Chat, Instant> UPDATED_AT = COLUMNS.instant("updated_at", Chat::updatedAt);
  static final Column.OfFlag<Chat> DELETED = COLUMNS.flag("deleted", Chat::deleted);
  static final Column.OfLong<Chat> POSITION = COLUMNS.number("position", Chat::position);

  static final Table<Chat> TABLE = COLUMNS.table(
      row -> new Chat(
          new ChatId(row.get(APPLICATION), row.get(NUMBER)),
          row.get(NAME),
          row.get(TYPE),
          row.get(CREATED_AT),
          row.get(UPDATED_AT),
          row.get(DELETED),
          row.get(POSITION)),
      APPLICATION,
      NUMBER);

  private ChatTable() {}
}
