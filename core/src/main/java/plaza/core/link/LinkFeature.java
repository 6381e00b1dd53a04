package plaza.core.link;

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

/// The feature of links: their events and how they are applied.
public final class LinkFeature implements Feature {
  /// How its events are written.
  public static final Format FORMAT = new LinkFormat();

  private final LinkStore store;
  private final Codes codes;
  private final int partitions;

  /// @param partitions of the log
  public LinkFeature(LinkStore store, Codes codes, int partitions) {
    this.store = store;
    this.codes = codes;
    this.partitions = partitions;
  }

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public Work begin(Transaction transaction, List<Event> events) {
    var rows = store.rows(transaction);
    var numbers = new Numbers(rows, codes, transaction.partition(), partitions);
    return new Batch(new ApplyingLinks(rows, numbers, events));
  }

  /// Links are found in the store.
  @Override
  public boolean isBroadcast(Change change) {
    return false;
  }

  /// Of a link that changed, its code.
  @Override
  public void encodeEffects(EventWriter out, List<Effect> effects) {
    var codes = new ArrayList<String>();
    for (var effect : effects) {
      if (effect instanceof LinkTouched(var code)) {
        codes.add(code.text());
      }
    }
    out.texts(codes);
  }

  @Override
  public List<Effect> decodeEffects(EventReader in) {
    return in.list(() -> new LinkTouched(new Code(in.text())));
  }

  private record Batch(ApplyingLinks links) implements Work {
    @Override
    public Outcome apply(Event event, Positions positions) {
      return links.apply((LinkChange) event.change(), event.at(), positions);
    }

    @Override
    public void flush() {
      links.flush();
    }

    @Override
    public List<Effect> effects() {
      return links.effects();
    }
  }
}
