package plaza.core.chat;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import plaza.core.event.Event;
import plaza.core.pipeline.IfMatch;
import plaza.core.pipeline.Outcome;
import plaza.core.pipeline.Positions;
import plaza.core.pipeline.UnitOfWork;
import plaza.core.tenant.ApplicationCounters;
import plaza.core.tenant.ApplicationId;

/// Applies one batch's changes of chats, in their applications' streams.
final class ApplyingChats {
  private final ChatStore.Rows rows;
  private final UnitOfWork<ChatId, Chat> chats;
  private final CounterRows<ApplicationId, ApplicationCounters> tails;

  ApplyingChats(ChatStore.Rows rows, List<Event> events) {
    this.rows = rows;
    var applications = new HashSet<ApplicationId>();
    var ids = new HashSet<ChatId>();
    for (var event : events) {
      if (event.change() instanceof ChatChange.OfApplication change) {
        applications.add(change.application());
        switch (change) {
          case ChatChange.ChatCreated _ -> {}
          case ChatChange.ChatRenamed c -> ids.add(new ChatId(c.application(), c.number()));
          case ChatChange.ChatDeleted c -> ids.add(new ChatId(c.application(), c.number()));
        }
      }
    }
    this.chats = new UnitOfWork<>(rows.chats(ids));
    this.tails = new CounterRows<>(rows.applicationTails(applications), ApplicationCounters::empty);
  }

  Outcome apply(ChatChange.OfApplication change, Instant at, Positions positions) {
    return switch (change) {
      case ChatChange.ChatCreated c -> create(c, at, positions);
      case ChatChange.ChatRenamed c -> rename(c, at, positions);
      case ChatChange.ChatDeleted c -> delete(c, at, positions);
    };
  }

  private Outcome create(ChatChange.ChatCreated c, Instant at, Positions positions) {
    var tail = tails.of(c.application());
    var position = positions.next();
    var id = new ChatId(c.application(), tail.lastNumber() + 1);
    chats.insert(id, new Chat(id, c.name(), c.type(), at, at, false, position));
    tails.move(c.application(), tail.grow(position));
    return new Outcome.Done(id.number(), 1, position);
  }

  private Outcome rename(ChatChange.ChatRenamed c, Instant at, Positions positions) {
    var id = new ChatId(c.application(), c.number());
    var refused = refusal(id, c.ifMatch());
    if (refused.isPresent()) {
      return refused.get();
    }
    var position = positions.next();
    chats.update(id, chats.find(id).orElseThrow().rename(c.name(), at, position));
    tails.move(c.application(), tails.of(c.application()).touch(position));
    return new Outcome.Done(0, 0, position);
  }

  private Outcome delete(ChatChange.ChatDeleted c, Instant at, Positions positions) {
    var id = new ChatId(c.application(), c.number());
    var refused = refusal(id, c.ifMatch());
    if (refused.isPresent()) {
      return refused.get();
    }
    var position = positions.next();
    chats.update(id, chats.find(id).orElseThrow().delete(at, position));
    tails.move(c.application(), tails.of(c.application()).shrink(position));
    return new Outcome.Done(0, 0, position);
  }

  private Optional<Outcome> refusal(ChatId id, IfMatch ifMatch) {
    var chat = chats.find(id);
    if (chat.isEmpty()) {
      return Optional.of(new Outcome.Missing());
    }
    if (chat.get().deleted()) {
      return Optional.of(new Outcome.Gone());
    }
    return ifMatch.admits(chat.get().position())
        ? Optional.empty()
        : Optional.of(new Outcome.Stale());
  }

  void flush() {
    rows.insertChats(chats.inserted());
    rows.updateChats(chats.updated());
    rows.moveApplicationTails(tails.moves());
  }
}
