package plaza.sql.chat;

import java.util.List;
import plaza.core.chat.Message;
import plaza.core.chat.MessageBody;
import plaza.core.port.Position;
import plaza.sql.audit.Audit;
import plaza.sql.table.Table;

/// Checks the rows of chats and messages.
public final class ChatAudit {
  /// All tables of chats.
  public static final List<Table<?>> TABLES =
      List.of(ChatTable.TABLE, ChatCountersTable.TABLE, MessageTable.TABLE);

  private ChatAudit() {}

  public static void examine(Audit audit) {
    audit.read(Audit.Scan.of(ChatTable.TABLE), (_, _) -> {});
    audit.read(
        Audit.Scan.of(MessageTable.TABLE).inOrderOf(MessageTable.POSITION),
        (_, page) -> page.forEach(one -> examine(audit, one)));
    orphans(audit);
    counts(audit);
  }

  private static void examine(Audit audit, Message message) {
    var name = message.id().chat().application().value() + "/"
        + message.id().chat().number() + ":" + message.id().number();
    if (message.deleted()) {
      audit.require(message.body().isEmpty(), "deleted messages that still have a text", name);
    } else {
      MessageBody.problem(message.body())
          .ifPresent(
              why -> audit.problems().found("messages with an invalid text", name + ": " + why));
    }
    audit.require(
        Position.partition(message.position())
            == audit.partitions().of(message.id().chat()),
        "messages in another partition than their chat's",
        name);
  }

  private static void orphans(Audit audit) {
    audit.none("chat", "chats whose application does not exist", """
        SELECT CONCAT_WS('/', c.application, c.number)
        FROM chat c LEFT JOIN application a ON a.id = c.application
        WHERE a.id IS NULL
        """);
    audit.none("chat_tail", "counters of chats that do not exist", """
        SELECT CONCAT_WS('/', t.application, t.chat)
        FROM chat_tail t LEFT JOIN chat c ON c.application = t.application AND c.number = t.chat
        WHERE c.number IS NULL
        """);
    audit.none("application_tail", "counters of chats whose application does not exist", """
        SELECT t.application
        FROM application_tail t LEFT JOIN application a ON a.id = t.application
        WHERE a.id IS NULL
        """);
  }

  /// Those of deleted chats and applications: what is listed is looked at chat by chat elsewhere.
  private static void counts(Audit audit) {
    audit.none("chat", "applications with a wrong count of chats", """
        SELECT a.id
        FROM application a
        LEFT JOIN application_tail t ON t.application = a.id
        LEFT JOIN (
          SELECT application, COUNT(*) AS n, MAX(number) AS newest, SUM(CASE WHEN deleted = 0 THEN 1 ELSE 0 END) AS live
          FROM chat GROUP BY application) c ON c.application = a.id
        WHERE a.deleted <> 0 AND (COALESCE(c.n, 0) <> COALESCE(t.last_number, 0)
          OR COALESCE(c.newest, 0) <> COALESCE(t.last_number, 0)
          OR COALESCE(c.live, 0) <> COALESCE(t.live_count, 0))
        """);
    audit.none("message", "deleted chats with a wrong count of messages", """
        SELECT CONCAT_WS('/', c.application, c.number)
        FROM chat c
        JOIN application a ON a.id = c.application
        LEFT JOIN chat_tail t ON t.application = c.application AND t.chat = c.number
        LEFT JOIN (
          SELECT application, chat, COUNT(*) AS n, MAX(number) AS newest, SUM(CASE WHEN state <> 2 THEN 1 ELSE 0 END) AS live
          FROM message GROUP BY application, chat) m ON m.application = c.application AND m.chat = c.number
        WHERE (c.deleted <> 0 OR a.deleted <> 0) AND (COALESCE(m.n, 0) <> COALESCE(t.last_number, 0)
          OR COALESCE(m.newest, 0) <> COALESCE(t.last_number, 0)
          OR COALESCE(m.live, 0) <> COALESCE(t.live_count, 0))
        """);
  }
}
