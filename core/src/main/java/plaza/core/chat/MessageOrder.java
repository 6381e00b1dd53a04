package plaza.core.chat;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import plaza.core.event.EventWriter;
import plaza.core.event.Scope;
import plaza.core.pipeline.CreateCommand;
import plaza.core.pipeline.Outcome;
import plaza.core.pipeline.Reply;

/// The messages that one call creates: one, many, or many with their original times. All of
/// them go into the chat's one collection, so that a key is used once in it.
final class MessageOrder implements CreateCommand.Order<List<Message>> {
  private final ChatStore store;
  private final ChatChange.OfChat change;
  private final Form form;

  /// In which form the messages came. It is part of the fields: the same key can't be used for
  /// one message and for a bulk of one.
  private enum Form {
    SINGLE(0),
    BULK(1),
    RESTORED(2);

    private final int code;

    Form(int code) {
      this.code = code;
    }
  }

  private MessageOrder(ChatStore store, ChatChange.OfChat change, Form form) {
    this.store = store;
    this.change = change;
    this.form = form;
  }

  static MessageOrder single(ChatStore store, ChatId chat, ChatChange.Draft draft) {
    return new MessageOrder(
        store, new ChatChange.MessagesPosted(chat, List.of(draft)), Form.SINGLE);
  }

  static MessageOrder bulk(ChatStore store, ChatId chat, List<ChatChange.Draft> drafts) {
    return new MessageOrder(store, new ChatChange.MessagesPosted(chat, drafts), Form.BULK);
  }

  static MessageOrder restored(ChatStore store, ChatId chat, List<ChatChange.Restored> messages) {
    return new MessageOrder(store, new ChatChange.MessagesRestored(chat, messages), Form.RESTORED);
  }

  static Scope scope(ChatId chat) {
    return new Scope(chat.application().value(), chat.number(), "messages");
  }

  @Override
  public Scope scope() {
    return scope(change.chat());
  }

  @Override
  public byte[] fields() {
    var out = new EventWriter().number(form.code);
    ChatFeature.FORMAT.write(out, change);
    return out.toBytes();
  }

  @Override
  public ChatChange change() {
    return change;
  }

  @Override
  public Reply<List<Message>> created(Instant at, Outcome.Done done) {
    var firstPosition = done.position() - done.count() + 1;
    return new Reply.Created<>(IntStream.range(0, done.count())
        .mapToObj(
            i -> message(new MessageId(change.chat(), done.number() + i), i, at, firstPosition + i))
        .toList());
  }

  private Message message(MessageId id, int index, Instant at, long position) {
    return switch (change) {
      case ChatChange.MessagesPosted posted -> {
        var draft = posted.drafts().get(index);
        yield new Message(
            id, draft.body().text(), draft.sender(), at, at, Message.State.POSTED, position);
      }
      case ChatChange.MessagesRestored restored ->
        ApplyingMessages.restored(id, restored.messages().get(index), position);
      case ChatChange.MessageEdited _ -> throw new IllegalStateException("an edit creates nothing");
      case ChatChange.MessageDeleted _ ->
        throw new IllegalStateException("a deletion creates nothing");
      case ChatChange.ChatClosed _ -> throw new IllegalStateException("closing creates nothing");
    };
  }

  /// What was created then, as it is now; gone when all of it is deleted.
  @Override
  public Reply<List<Message>> repeated(long number, int count) {
    var messages = store.created(change.chat(), number, count);
    return messages.isEmpty() ? Messages.MESSAGE.refuseGone() : new Reply.Ok<>(messages);
  }

  @Override
  public Reply<List<Message>> refused(Outcome outcome) {
    return Chats.CHAT.refuseGone();
  }
}
