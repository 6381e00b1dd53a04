package plaza.simulation.history;

import java.util.List;
import plaza.core.chat.ChatCounters;
import plaza.core.chat.ChatId;
import plaza.core.chat.Message;
import plaza.core.link.Link;
import plaza.core.pipeline.Reply;
import plaza.core.tenant.ApplicationId;

/// An answer to a client.
public sealed interface Response {
  record Application(ApplicationId application) implements Response {}

  record Chat(ChatId chat) implements Response {}

  /// What a call created, now or when it was made before.
  record Sent(List<Message> messages) implements Response {}

  record Queued() implements Response {}

  /// A message as it is, or as an edit made it.
  record Seen(Message message) implements Response {}

  record Listed(List<Message> messages, ChatCounters tail) implements Response {}

  /// @param indexedThrough every message up to this number is findable
  record Found(List<Message> messages, long indexedThrough) implements Response {}

  record Deleted() implements Response {}

  /// A short link as it is.
  record Linked(Link link) implements Response {}

  /// @param through whether the visitor was let through
  record Followed(boolean through) implements Response {}

  record Refused(Reply.Refusal refusal) implements Response {}

  /// Nothing was done, and nothing will be.
  record NotDone(String why) implements Response {}

  /// Nobody can say.
  record Unknown(String why) implements Response {}
}
