package plaza.core.chat;

import java.time.Instant;
import java.util.Optional;
import plaza.core.event.EventWriter;
import plaza.core.event.Scope;
import plaza.core.pipeline.CreateCommand;
import plaza.core.pipeline.IfMatch;
import plaza.core.pipeline.Outcome;
import plaza.core.pipeline.Pipeline;
import plaza.core.pipeline.Reply;
import plaza.core.pipeline.Reply.Refusal;
import plaza.core.pipeline.RequestOptions;
import plaza.core.pipeline.ResourceKind;
import plaza.core.pipeline.UpdateCommand;
import plaza.core.port.Page;
import plaza.core.tenant.ApplicationId;

/// Chats of an application. Callers have seen to it that the application exists.
public final class Chats {
  /// Chats, as calls name them.
  public static final ResourceKind CHAT = ResourceKind.named("Chat");

  private final Pipeline pipeline;
  private final CreateCommand creates;
  private final UpdateCommand updates;
  private final ChatStore store;
  private final ChatCache known;

  public Chats(
      Pipeline pipeline,
      CreateCommand creates,
      UpdateCommand updates,
      ChatStore store,
      ChatCache known) {
    this.pipeline = pipeline;
    this.creates = creates;
    this.updates = updates;
    this.store = store;
    this.known = known;
  }

  public Reply<ChatStore.View> create(
      ApplicationId application, RequestOptions call, ChatName name, ChatType type) {
    return creates.create(call, new Order(new ChatChange.ChatCreated(application, name, type)));
  }

  private final class Order implements CreateCommand.Order<ChatStore.View> {
    private final ChatChange.ChatCreated change;

    Order(ChatChange.ChatCreated change) {
      this.change = change;
    }

    @Override
    public Scope scope() {
      return new Scope(change.application().value(), 0, "chats");
    }

    @Override
    public byte[] fields() {
      return new EventWriter()
          .text(change.name().text())
          .number(change.type().code())
          .toBytes();
    }

    @Override
    public ChatChange change() {
      return change;
    }

    @Override
    public Reply<ChatStore.View> created(Instant at, Outcome.Done done) {
      var id = new ChatId(change.application(), done.number());
      var chat = new Chat(id, change.name(), change.type(), at, at, false, done.position());
      return new Reply.Created<>(new ChatStore.View(chat, ChatCounters.empty(id)));
    }

    @Override
    public Reply<ChatStore.View> repeated(long number, int count) {
      return find(new ChatId(change.application(), number));
    }

    @Override
    public Reply<ChatStore.View> refused(Outcome outcome) {
      throw new IllegalStateException("unexpected outcome of creating a chat: " + outcome);
    }
  }

  /// Why nothing may be written to the chat; empty when it may. What is known to be there admits
  /// from memory: a write that overtakes the chat's deletion can't be reached.
  Optional<Refusal> refusal(ChatId id) {
    requireServed(id);
    return known.live(id).isPresent()
        ? Optional.empty()
        : find(id) instanceof Reply.Refused<ChatStore.View>(var refusal)
            ? Optional.of(refusal)
            : Optional.empty();
  }

  private void requireServed(ChatId id) {
    pipeline.requireServed(id.application().stream());
    pipeline.requireServed(id.stream());
  }

  public Reply<ChatStore.View> find(ChatId id) {
    requireServed(id);
    return CHAT.found(store.chat(id), view -> view.chat().deleted());
  }

  public ChatStore.Chats list(ApplicationId application, Page page) {
    pipeline.requireAllServed();
    return store.chats(application, page);
  }

  public Reply<ChatStore.View> rename(ChatId id, ChatName name, IfMatch ifMatch) {
    var change = new ChatChange.ChatRenamed(id.application(), id.number(), name, ifMatch);
    return updates.change(CHAT, change, () -> find(id));
  }

  /// A change of no field: the chat as it is, if it is as the caller believes.
  public Reply<ChatStore.View> touch(ChatId id, IfMatch ifMatch) {
    return ResourceKind.unchanged(find(id), view -> view.chat().position(), ifMatch);
  }

  /// Deletes the chat; deleting again says the same.
  public Reply<ChatStore.View> delete(ChatId id, IfMatch ifMatch) {
    var change = new ChatChange.ChatDeleted(id.application(), id.number(), ifMatch);
    return updates.delete(CHAT, change);
  }
}
