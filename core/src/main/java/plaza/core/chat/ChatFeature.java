package plaza.core.chat;

import java.util.List;
import plaza.core.event.Event;
import plaza.core.event.Format;
import plaza.core.pipeline.Effect;
import plaza.core.pipeline.Feature;
import plaza.core.pipeline.Outcome;
import plaza.core.pipeline.Positions;
import plaza.core.port.Transaction;

/// What changes of chats and messages do to their rows.
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
