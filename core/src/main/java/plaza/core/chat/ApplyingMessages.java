package plaza.core.chat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import plaza.core.event.Event;
import plaza.core.pipeline.Effect;
import plaza.core.pipeline.IfMatch;
import plaza.core.pipeline.Outcome;
import plaza.core.pipeline.Positions;
import plaza.core.pipeline.UnitOfWork;

/// Applies one batch's changes of messages, in their chats' streams. Here, and nowhere else,
/// messages get their numbers.
final class ApplyingMessages {
  private final ChatStore.Rows rows;
  private final UnitOfWork<MessageId, Message> messages;
  private final CounterRows<ChatId, ChatCounters> tails;
  private final Map<ChatId, List<Message>> changes = new LinkedHashMap<>();

  ApplyingMessages(ChatStore.Rows rows, List<Event> events) {
    this.rows = rows;
    var chats = new HashSet<ChatId>();
    var ids = new HashSet<MessageId>();
    for (var event : events) {
      if (event.change() instanceof ChatChange.OfChat change) {
        chats.add(change.chat());
        switch (change) {
          case ChatChange.MessageEdited c -> ids.add(new MessageId(c.chat(), c.number()));
          case ChatChange.MessageDeleted c -> ids.add(new MessageId(c.chat(), c.number()));
          case ChatChange.MessagesPosted _ -> {}
          case ChatChange.MessagesRestored _ -> {}
          case ChatChange.ChatClosed _ -> {}
        }
      }
    }
    this.messages = new UnitOfWork<>(rows.messages(ids));
    this.tails = new CounterRows<>(rows.tails(chats), ChatCounters::empty);
  }

  Outcome apply(ChatChange.OfChat change, Instant at, Positions positions) {
    var tail = tails.of(change.chat());
    return switch (change) {
      case ChatChange.MessagesPosted c ->
        tail.closed() ? new Outcome.Gone() : post(c, tail, at, positions);
      case ChatChange.MessagesRestored c ->
        tail.closed() ? new Outcome.Gone() : restore(c, tail, positions);
      case ChatChange.MessageEdited c ->
        onLive(new MessageId(c.chat(), c.number()), c.ifMatch(), positions, (message, position) -> {
          tails.move(c.chat(), tail.touch(position));
          return message.edit(c.body(), at, position);
        });
      case ChatChange.MessageDeleted c ->
        onLive(new MessageId(c.chat(), c.number()), c.ifMatch(), positions, (message, position) -> {
          tails.move(c.chat(), tail.shrink(position));
          return message.delete(at, position);
        });
      case ChatChange.ChatClosed c -> close(c.chat(), tail, positions);
    };
  }

  private Outcome post(
      ChatChange.MessagesPosted c, ChatCounters tail, Instant at, Positions positions) {
    var first = tail.lastNumber() + 1;
    var number = first;
    long position = 0;
    for (var draft : c.drafts()) {
      position = positions.next();
      var id = new MessageId(c.chat(), number++);
      insert(new Message(
          id, draft.body().text(), draft.sender(), at, at, Message.State.POSTED, position));
    }
    var count = c.drafts().size();
    tails.move(c.chat(), tail.grow(count, count, position));
    return new Outcome.Done(first, count, position);
  }

  private Outcome restore(ChatChange.MessagesRestored c, ChatCounters tail, Positions positions) {
    var first = tail.lastNumber() + 1;
    var number = first;
    var live = 0;
    long position = 0;
    for (var restored : c.messages()) {
      position = positions.next();
      var id = new MessageId(c.chat(), number++);
      insert(restored(id, restored, position));
      live += restored instanceof ChatChange.Restored.Live ? 1 : 0;
    }
    tails.move(c.chat(), tail.grow(c.messages().size(), live, position));
    return new Outcome.Done(first, c.messages().size(), position);
  }

  private void insert(Message message) {
    messages.insert(message.id(), message);
    note(message);
  }

  private void note(Message changed) {
    changes.computeIfAbsent(changed.id().chat(), _ -> new ArrayList<>()).add(changed);
  }

  static Message restored(MessageId id, ChatChange.Restored restored, long position) {
    return switch (restored) {
      case ChatChange.Restored.Live(var draft, var createdAt, var updatedAt) ->
        new Message(
            id,
            draft.body().text(),
            draft.sender(),
            createdAt,
            updatedAt,
            Message.State.POSTED,
            position);
      case ChatChange.Restored.Tombstone(var createdAt) ->
        new Message(id, "", Sender.NONE, createdAt, createdAt, Message.State.DELETED, position);
    };
  }

  private Outcome onLive(
      MessageId id,
      IfMatch ifMatch,
      Positions positions,
      BiFunction<Message, Long, Message> change) {
    var found = messages.find(id);
    if (found.isEmpty()) {
      return new Outcome.Missing();
    }
    return refusal(found.get(), ifMatch).orElseGet(() -> {
      var position = positions.next();
      var changed = change.apply(found.get(), position);
      messages.update(id, changed);
      note(changed);
      return new Outcome.Done(0, 0, position);
    });
  }

  private Optional<Outcome> refusal(Message message, IfMatch ifMatch) {
    if (message.deleted() || tails.of(message.id().chat()).closed()) {
      return Optional.of(new Outcome.Gone());
    }
    return ifMatch.admits(message.position()) ? Optional.empty() : Optional.of(new Outcome.Stale());
  }

  private Outcome close(ChatId chat, ChatCounters tail, Positions positions) {
    if (tail.closed()) {
      return new Outcome.Gone();
    }
    var position = positions.next();
    tails.move(chat, tail.close(position));
    return new Outcome.Done(0, 0, position);
  }

  void flush() {
    rows.insertMessages(messages.inserted());
    rows.updateMessages(messages.updated());
    rows.moveTails(tails.moves());
  }

  List<Effect> effects() {
    return tails.moves().stream()
        .<Effect>map(move -> new ChatChanged(
            move.before().position(),
            move.after(),
            changes.getOrDefault(move.after().chat(), List.of())))
        .toList();
  }
}
