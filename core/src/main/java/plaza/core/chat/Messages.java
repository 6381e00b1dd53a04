package plaza.core.chat;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import plaza.core.event.RequestKey;
import plaza.core.pipeline.CreateCommand;
import plaza.core.pipeline.IfMatch;
import plaza.core.pipeline.Reply;
import plaza.core.pipeline.Reply.Refusal;
import plaza.core.pipeline.RequestOptions;
import plaza.core.pipeline.ResourceKind;
import plaza.core.pipeline.UpdateCommand;
import plaza.core.port.Page;
import plaza.core.port.Store;
import plaza.core.tenant.BodyRules;
import plaza.core.tenant.Settings;

/// The messages of a chat. Callers have checked that the application exists; this class checks
/// the chat.
public final class Messages {
  /// Messages, as calls name them.
  public static final ResourceKind MESSAGE = ResourceKind.named("Message");

  private final CreateCommand creates;
  private final UpdateCommand updates;
  private final ChatStore store;
  private final Store requests;
  private final Chats chats;
  private final BodyRules rules;

  public Messages(
      CreateCommand creates,
      UpdateCommand updates,
      ChatStore store,
      Store requests,
      Chats chats,
      BodyRules rules) {
    this.creates = creates;
    this.updates = updates;
    this.store = store;
    this.requests = requests;
    this.chats = chats;
    this.rules = rules;
  }

  /// Posts one message. `settings` are those of the chat's application.
  public Reply<Message> post(
      Settings settings, ChatId chat, RequestOptions call, ChatChange.Draft draft) {
    var order = MessageOrder.single(store, chat, draft);
    return first(create(chat, call, order, bodyProblem(settings, chat, draft.body()), "body"));
  }

  /// Posts many messages with consecutive numbers, all or none.
  public Reply<List<Message>> postAll(
      Settings settings, ChatId chat, RequestOptions call, List<ChatChange.Draft> drafts) {
    var order = MessageOrder.bulk(store, chat, drafts);
    return create(chat, call, order, bodiesProblem(settings, chat, drafts), "messages");
  }

  /// Imports messages with their original times, all or none.
  public Reply<List<Message>> restoreAll(
      Settings settings, ChatId chat, RequestOptions call, List<ChatChange.Restored> messages) {
    var order = MessageOrder.restored(store, chat, messages);
    var drafts = messages.stream()
        .flatMap(message -> message instanceof ChatChange.Restored.Live(var draft, var _, var _)
            ? java.util.stream.Stream.of(draft)
            : java.util.stream.Stream.empty())
        .toList();
    return create(chat, call, order, bodiesProblem(settings, chat, drafts), "messages");
  }

  private Optional<String> bodiesProblem(
      Settings settings, ChatId chat, List<ChatChange.Draft> drafts) {
    var bodies = drafts.stream().map(draft -> draft.body().text()).toList();
    return rules
        .firstViolation(chat.application(), settings, bodies)
        .map(found -> "item " + found.index() + ": body " + found.problem());
  }

  private Optional<String> bodyProblem(Settings settings, ChatId chat, MessageBody body) {
    return rules
        .firstViolation(chat.application(), settings, List.of(body.text()))
        .map(BodyRules.Violation::problem);
  }

  private Reply<List<Message>> create(
      ChatId chat,
      RequestOptions call,
      MessageOrder order,
      Optional<String> problem,
      String field) {
    return toChat(
        chat,
        () -> problem.isPresent()
            ? creates.refuse(call, order, new Reply.Invalid<>(field, problem.get()))
            : creates.create(call, order));
  }

  private static Reply<Message> first(Reply<List<Message>> reply) {
    return switch (reply) {
      case Reply.Created<List<Message>>(var messages) -> new Reply.Created<>(messages.getFirst());
      case Reply.Ok<List<Message>>(var messages) -> new Reply.Ok<>(messages.getFirst());
      case Reply.Queued<List<Message>>(var key) -> new Reply.Queued<>(key);
      case Reply.Deleted<List<Message>>() -> new Reply.Deleted<>();
      case Reply.Invalid<List<Message>>(var field, var problem) ->
        new Reply.Invalid<>(field, problem);
      case Reply.Refused<List<Message>>(var refusal) -> refused(refusal);
    };
  }

  public Reply<Message> find(MessageId id) {
    return inChat(id.chat(), () -> found(id));
  }

  private Reply<Message> found(MessageId id) {
    return MESSAGE.found(store.message(id), Message::deleted);
  }

  public Reply<ChatStore.Messages> list(ChatId chat, Page page) {
    return inChat(chat, () -> new Reply.Ok<>(store.messages(chat, page)));
  }

  /// What the call with this key has created so far, as it is now: nothing while it is not
  /// applied.
  public Reply<List<Message>> created(ChatId chat, String key) {
    return inChat(
        chat,
        () -> new Reply.Ok<>(requests
            .request(new RequestKey.Id(MessageOrder.scope(chat), key))
            .map(request -> store.created(chat, request.number(), request.count()))
            .orElse(List.of())));
  }

  public Reply<Message> edit(Settings settings, MessageId id, MessageBody body, IfMatch ifMatch) {
    return toChat(id.chat(), () -> {
      var problem = bodyProblem(settings, id.chat(), body);
      if (problem.isPresent()) {
        return found(id) instanceof Reply.Refused<Message> refused
            ? refused
            : new Reply.Invalid<>("body", problem.get());
      }
      var change = new ChatChange.MessageEdited(id.chat(), id.number(), body, ifMatch);
      return updates.change(MESSAGE, change, () -> find(id));
    });
  }

  /// A change of no field: the message as it is, if it is as the caller believes.
  public Reply<Message> touch(MessageId id, IfMatch ifMatch) {
    return ResourceKind.unchanged(find(id), Message::position, ifMatch);
  }

  /// Deletes the message; deleting again says the same.
  public Reply<Message> delete(MessageId id, IfMatch ifMatch) {
    return toChat(id.chat(), () -> {
      var change = new ChatChange.MessageDeleted(id.chat(), id.number(), ifMatch);
      return updates.delete(MESSAGE, change);
    });
  }

  /// Something that is written to the chat.
  private <T> Reply<T> toChat(ChatId chat, Supplier<Reply<T>> then) {
    return chats.refusal(chat).<Reply<T>>map(Messages::refused).orElseGet(then);
  }

  private <T> Reply<T> inChat(ChatId chat, Supplier<Reply<T>> then) {
    return chats.find(chat) instanceof Reply.Refused<ChatStore.View>(var refusal)
        ? refused(refusal)
        : then.get();
  }

  private static <T> Reply<T> refused(Refusal refusal) {
    return new Reply.Refused<>(refusal);
  }
}
