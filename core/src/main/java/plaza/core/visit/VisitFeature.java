package plaza.core.visit;

import java.util.List;
import plaza.core.event.Change;
import plaza.core.event.Event;
import plaza.core.event.Format;
import plaza.core.pipeline.Feature;
import plaza.core.port.Transaction;

/// The feature of visits: their events and how they are applied.
public final class VisitFeature implements Feature {
  /// How its events are written.
  public static final Format FORMAT = new VisitFormat();

  private final VisitStore store;

  public VisitFeature(VisitStore store) {
    this.store = store;
  }

  @Override
  public Format format() {
    return FORMAT;
  }

  /// No receiver keeps visits in memory.
  @Override
  public boolean isBroadcast(Change change) {
    return false;
  }

  @Override
  public Work begin(Transaction transaction, List<Event> events) {
    return new ApplyingVisits(store.rows(transaction), events);
  }
}
