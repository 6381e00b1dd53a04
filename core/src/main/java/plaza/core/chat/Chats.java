package plaza.core.chat;

import java.time.Instant;
import java.util.Optional;
import plaza.core.event.EventWriter;
import plaza.core.event.Scope;
import plaza.core.event.StreamKey;
import plaza.core.pipeline.CreateCommand;
import plaza.core.pipeline.IfMatch;
import plaza.core.pipeline.Outcome;
import plaza.core.pipeline.Pipeline;
import plaza.core.pipeline.Reply;
import plaza.core.pipeline.Reply.Refusal;
import plaza.core.pipeline.RequestOptions;
import plaza.core.pipeline.UpdateCommand;
import plaza.core.port.Page;
import plaza.core.tenant.ApplicationId;

/// Chats of an application. Callers have seen to it that the application exists.
public final class Chats {
  private final Pipeline pipeline;
  private final CreateCommand creation;
  private final UpdateCommand alteration;
  private final ChatStore store;
  private final ChatCache known;

  public Chats(
      Pipeline pipeline,
      CreateCommand creation,
      UpdateCommand alteration,
      ChatStore store,
      ChatCache known) {
    this.pipeline = pipeline;
    this.creation = creation;
    this.alteration = alteration;
    this.store = store;
    this.known = known;
  }

  public Reply<ChatStore.View> create(
      ApplicationId application, RequestOptions call, ChatName name, ChatType type) {
    return creation.create(call, new Order(new ChatChange.ChatCreated(application, name, type)));
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
    pipeline.requireServed(StreamKey.ofApplication(id.application().value()));
    pipeline.requireServed(StreamKey.ofChat(id.application().value(), id.number()));
  }

  public Reply<ChatStore.View> find(ChatId id) {
    requireServed(id);
    return store
        .chat(id)
        .<Reply<ChatStore.View>>map(
            view -> view.chat().deleted() ? refused(Refusal.CHAT_GONE) : new Reply.Ok<>(view))
        .orElseGet(() -> refused(Refusal.CHAT_MISSING));
  }

  public ChatStore.Chats list(ApplicationId application, Page page) {
    pipeline.requireAllServed();
    return store.chats(application, page);
  }

  public Reply<ChatStore.View> rename(ChatId id, ChatName name, IfMatch ifMatch) {
    var change = new ChatChange.ChatRenamed(id.application(), id.number(), name, ifMatch);
    return alteration.make(change, words(refused(Refusal.CHAT_GONE)), () -> find(id));
  }

  /// A change of no field: the chat as it is, if it is as the caller believes.
  public Reply<ChatStore.View> touch(ChatId id, IfMatch ifMatch) {
    var found = find(id);
    return found instanceof Reply.Ok<ChatStore.View>(var view)
            && !ifMatch.admits(view.chat().position())
        ? refused(Refusal.STALE)
        : found;
  }

  /// Deletes the chat; deleting again says the same.
  public Reply<ChatStore.View> delete(ChatId id, IfMatch ifMatch) {
    var change = new ChatChange.ChatDeleted(id.application(), id.number(), ifMatch);
    return alteration.make(change, words(new Reply.Deleted<>()), Reply.Deleted::new);
  }

  private static <T> UpdateCommand.Words<T> words(Reply<T> gone) {
    return new UpdateCommand.Words<>(refused(Refusal.CHAT_MISSING), gone);
  }

  private static <T> Reply<T> refused(Refusal refusal) {
    return new Reply.Refused<>(refusal);
  }
}
