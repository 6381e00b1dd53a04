package plaza.core.chat;

import java.time.Instant;
import java.util.List;
import plaza.core.event.Change;
import plaza.core.event.StreamKey;
import plaza.core.pipeline.IfMatch;
import plaza.core.tenant.ApplicationId;

/// The changes of chats (in their application's stream) and of messages (in their chat's
/// stream).
public sealed interface ChatChange extends Change {
  /// A change of a chat's own row, or of the list that it is in.
  sealed interface OfApplication extends ChatChange {
    ApplicationId application();

    @Override
    default StreamKey stream() {
      return application().stream();
    }
  }

  /// A change of a chat's messages.
  sealed interface OfChat extends ChatChange {
    ChatId chat();

    @Override
    default StreamKey stream() {
      return chat().stream();
    }
  }

  record ChatCreated(ApplicationId application, ChatName name, ChatType type)
      implements OfApplication {}

  record ChatRenamed(ApplicationId application, long number, ChatName name, IfMatch ifMatch)
      implements OfApplication {}

  record ChatDeleted(ApplicationId application, long number, IfMatch ifMatch)
      implements OfApplication {}

  /// One or many messages, all or none.
  record MessagesPosted(ChatId chat, List<Draft> drafts) implements OfChat {
    /// The most messages of one call.
    public static final int COUNT_MAX = 1_000;
  }

  /// As [MessagesPosted], for messages that have a past.
  record MessagesRestored(ChatId chat, List<Restored> messages) implements OfChat {}

  record MessageEdited(ChatId chat, long number, MessageBody body, IfMatch ifMatch)
      implements OfChat {}

  record MessageDeleted(ChatId chat, long number, IfMatch ifMatch) implements OfChat {}

  /// The chat was deleted: its stream takes nothing more in.
  record ChatClosed(ChatId chat) implements OfChat {}

  /// A message as its sender wrote it.
  record Draft(MessageBody body, Sender sender) {}

  /// A message as it was elsewhere. One that was deleted there only takes its number.
  sealed interface Restored {
    Instant createdAt();

    record Live(Draft draft, Instant createdAt, Instant updatedAt) implements Restored {}

    record Tombstone(Instant createdAt) implements Restored {}
  }
}
