package plaza.core.chat;

import java.time.Instant;
import java.util.List;
import plaza.core.event.Change;
import plaza.core.event.EventReader;
import plaza.core.event.EventWriter;
import plaza.core.event.Format;
import plaza.core.pipeline.IfMatch;
import plaza.core.tenant.ApplicationId;

/// How changes of chats and messages are written: kinds 100 to 199.
final class ChatFormat implements Format {
  private static final int CREATED = 100;
  private static final int RENAMED = 101;
  private static final int DELETED = 102;
  private static final int POSTED = 110;
  private static final int RESTORED = 111;
  private static final int EDITED = 112;
  private static final int MESSAGE_DELETED = 113;
  private static final int CLOSED = 114;

  @Override
  public Class<? extends Change> family() {
    return ChatChange.class;
  }

  @Override
  public int kindMin() {
    return 100;
  }

  @Override
  public int kindMax() {
    return 199;
  }

  @Override
  public int kind(Change change) {
    return switch ((ChatChange) change) {
      case ChatChange.ChatCreated _ -> CREATED;
      case ChatChange.ChatRenamed _ -> RENAMED;
      case ChatChange.ChatDeleted _ -> DELETED;
      case ChatChange.MessagesPosted _ -> POSTED;
      case ChatChange.MessagesRestored _ -> RESTORED;
      case ChatChange.MessageEdited _ -> EDITED;
      case ChatChange.MessageDeleted _ -> MESSAGE_DELETED;
      case ChatChange.ChatClosed _ -> CLOSED;
    };
  }

  @Override
  public void write(EventWriter out, Change change) {
    switch ((ChatChange) change) {
      case ChatChange.ChatCreated c ->
        out.number(c.application().value())
            .text(c.name().text())
            .number(c.type().code());
      case ChatChange.ChatRenamed c -> {
        out.number(c.application().value()).number(c.number()).text(c.name().text());
        c.ifMatch().write(out);
      }
      case ChatChange.ChatDeleted c -> {
        out.number(c.application().value()).number(c.number());
        c.ifMatch().write(out);
      }
      case ChatChange.MessagesPosted c -> {
        chat(out, c.chat()).number(c.drafts().size());
        c.drafts().forEach(draft -> draft(out, draft));
      }
      case ChatChange.MessagesRestored c -> {
        chat(out, c.chat()).number(c.messages().size());
        c.messages().forEach(message -> restored(out, message));
      }
      case ChatChange.MessageEdited c -> {
        chat(out, c.chat()).number(c.number()).text(c.body().text());
        c.ifMatch().write(out);
      }
      case ChatChange.MessageDeleted c -> {
        chat(out, c.chat()).number(c.number());
        c.ifMatch().write(out);
      }
      case ChatChange.ChatClosed c -> chat(out, c.chat());
    }
  }

  @Override
  public Change read(int kind, EventReader in) {
    return switch (kind) {
      case CREATED ->
        new ChatChange.ChatCreated(
            application(in), new ChatName(in.text()), ChatType.of(in.number()));
      case RENAMED ->
        new ChatChange.ChatRenamed(
            application(in), in.number(), new ChatName(in.text()), IfMatch.read(in));
      case DELETED -> new ChatChange.ChatDeleted(application(in), in.number(), IfMatch.read(in));
      case POSTED -> new ChatChange.MessagesPosted(chat(in), drafts(in));
      case RESTORED -> new ChatChange.MessagesRestored(chat(in), restored(in));
      case EDITED ->
        new ChatChange.MessageEdited(
            chat(in), in.number(), new MessageBody(in.text()), IfMatch.read(in));
      case MESSAGE_DELETED ->
        new ChatChange.MessageDeleted(chat(in), in.number(), IfMatch.read(in));
      case CLOSED -> new ChatChange.ChatClosed(chat(in));
      default -> throw new IllegalArgumentException("unknown kind " + kind);
    };
  }

  private static EventWriter chat(EventWriter out, ChatId chat) {
    return out.number(chat.application().value()).number(chat.number());
  }

  private static ChatId chat(EventReader in) {
    return new ChatId(application(in), in.number());
  }

  private static ApplicationId application(EventReader in) {
    return new ApplicationId(in.number());
  }

  private static void draft(EventWriter out, ChatChange.Draft draft) {
    out.text(draft.body().text()).text(draft.sender().text());
  }

  private static ChatChange.Draft draft(EventReader in) {
    return new ChatChange.Draft(new MessageBody(in.text()), new Sender(in.text()));
  }

  private static List<ChatChange.Draft> drafts(EventReader in) {
    return in.list(() -> draft(in));
  }

  private static void restored(EventWriter out, ChatChange.Restored message) {
    switch (message) {
      case ChatChange.Restored.Live(var draft, var createdAt, var updatedAt) -> {
        draft(
            out.flag(true).number(createdAt.toEpochMilli()).number(updatedAt.toEpochMilli()),
            draft);
      }
      case ChatChange.Restored.Tombstone(var createdAt) ->
        out.flag(false).number(createdAt.toEpochMilli());
    }
  }

  private static List<ChatChange.Restored> restored(EventReader in) {
    return in.list(() -> restoredOne(in));
  }

  private static ChatChange.Restored restoredOne(EventReader in) {
    var live = in.flag();
    var createdAt = Instant.ofEpochMilli(in.number());
    if (!live) {
      return new ChatChange.Restored.Tombstone(createdAt);
    }
    var updatedAt = Instant.ofEpochMilli(in.number());
    return new ChatChange.Restored.Live(draft(in), createdAt, updatedAt);
  }
}
