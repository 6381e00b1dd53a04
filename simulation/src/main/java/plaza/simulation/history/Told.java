package plaza.simulation.history;

import java.util.List;
import plaza.core.chat.ChatId;
import plaza.core.chat.ChatTail;
import plaza.core.chat.Message;
import plaza.core.link.Link;
import plaza.core.pipeline.Reply;
import plaza.core.tenant.ApplicationId;

/// What a client is told.
public sealed interface Told {
  record Application(ApplicationId application) implements Told {}

  record Chat(ChatId chat) implements Told {}

  /// What a call created, now or when it was made before.
  record Sent(List<Message> messages) implements Told {}

  record Queued() implements Told {}

  /// A message as it is, or as an edit made it.
  record Seen(Message message) implements Told {}

  record Listed(List<Message> messages, ChatTail tail) implements Told {}

  /// @param indexedThrough every message up to this number is findable
  record Found(List<Message> messages, long indexedThrough) implements Told {}

  record Deleted() implements Told {}

  /// A short link as it is.
  record Linked(Link link) implements Told {}

  /// @param through whether the visitor was let through
  record Followed(boolean through) implements Told {}

  record Refused(Reply.Refusal refusal) implements Told {}

  /// Nothing was done, and nothing will be.
  record NotDone(String why) implements Told {}

  /// Nobody can say.
  record Unknown(String why) implements Told {}
}
