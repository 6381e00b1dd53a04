package plaza.core.chat;

import java.util.ArrayList;
import java.util.List;
import plaza.core.event.Change;
import plaza.core.event.Event;
import plaza.core.event.EventReader;
import plaza.core.event.EventWriter;
import plaza.core.event.Format;
import plaza.core.pipeline.Effect;
import plaza.core.pipeline.Feature;
import plaza.core.pipeline.Outcome;
import plaza.core.pipeline.Positions;
import plaza.core.port.Transaction;
import plaza.core.tenant.ApplicationId;

/// The feature of chats and messages: their events and how they are applied.
public final class ChatFeature implements Feature {
  /// How its events are written.
  public static final Format FORMAT = new ChatFormat();

  private final ChatStore store;

  public ChatFeature(ChatStore store) {
    this.store = store;
  }

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public Work begin(Transaction transaction, List<Event> events) {
    var rows = store.rows(transaction);
    return new Batch(new ApplyingChats(rows, events), new ApplyingMessages(rows, events));
  }

  /// Messages are found in the store by the chats' positions.
  @Override
  public boolean isBroadcast(Change change) {
    return change instanceof ChatChange.OfApplication;
  }

  /// Of a chat that changed, where it ends now.
  @Override
  public void encodeEffects(EventWriter out, List<Effect> effects) {
    var tails = new ArrayList<ChatCounters>();
    for (var effect : effects) {
      if (effect instanceof ChatChanged changed) {
        tails.add(changed.tail());
      }
    }
    out.number(tails.size());
    for (var tail : tails) {
      out.number(tail.chat().application().value())
          .number(tail.chat().number())
          .number(tail.lastNumber())
          .number(tail.liveCount())
          .flag(tail.closed())
          .number(tail.position());
    }
  }

  /// The changes are not included: subscribers read them from the store.
  @Override
  public List<Effect> decodeEffects(EventReader in) {
    return in.list(() -> {
      var chat = new ChatId(new ApplicationId(in.number()), in.number());
      var tail = new ChatCounters(chat, in.number(), in.number(), in.flag(), in.number());
      return new ChatChanged(ChatChanged.UNKNOWN, tail, List.of());
    });
  }

  private record Batch(ApplyingChats chats, ApplyingMessages messages) implements Work {
    @Override
    public Outcome apply(Event event, Positions positions) {
      return switch ((ChatChange) event.change()) {
        case ChatChange.OfApplication change -> chats.apply(change, event.at(), positions);
        case ChatChange.OfChat change -> messages.apply(change, event.at(), positions);
      };
    }

    @Override
    public void flush() {
      chats.flush();
      messages.flush();
    }

    @Override
    public List<Effect> effects() {
      return messages.effects();
    }
  }
}
