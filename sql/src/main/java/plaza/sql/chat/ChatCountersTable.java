package plaza.sql.chat;

import plaza.core.chat.ChatCounters;
import plaza.core.chat.ChatId;
import plaza.core.tenant.ApplicationId;
import plaza.sql.table.Column;
import plaza.sql.table.Columns;
import plaza.sql.table.Table;

/// The ends of chats. The database computes the column `closing`: the position of those that are
/// closed.
final class ChatCountersTable {
  private static final Columns<ChatCounters> COLUMNS = new Columns<>("chat_tail");

  static final Column<ChatCounters, ApplicationId> APPLICATION = COLUMNS.number(
      "application", tail -> tail.chat().application(), ApplicationId::value, ApplicationId::new);
  static final Column.OfLong<ChatCounters> CHAT =
      COLUMNS.number("chat", tail -> tail.chat().number());
  static final Column.OfLong<ChatCounters> LAST_NUMBER =
      COLUMNS.number("last_number", ChatCounters::lastNumber);
  static final Column.OfLong<ChatCounters> LIVE_COUNT =
      COLUMNS.number("live_count", ChatCounters::liveCount);
  static final Column.OfFlag<ChatCounters> CLOSED = COLUMNS.flag("closed", ChatCounters::closed);
  static final Column.OfLong<ChatCounters> POSITION =
      COLUMNS.number("position", ChatCounters::position);

  static final Table<ChatCounters> TABLE = COLUMNS.table(
      row -> new ChatCounters(
          new ChatId(row.get(APPLICATION), row.get(CHAT)),
          row.get(LAST_NUMBER),
          row.get(LIVE_COUNT),
          row.get(CLOSED),
          row.get(POSITION)),
      APPLICATION,
      CHAT);

  private ChatCountersTable() {}
}
