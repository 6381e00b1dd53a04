package plaza.core.pipeline;

import java.util.List;
import plaza.core.event.Change;
import plaza.core.event.Event;
import plaza.core.event.EventReader;
import plaza.core.event.EventWriter;
import plaza.core.event.Format;
import plaza.core.port.Transaction;

/// A feature of the product with its own events: their format, and how they are applied to its
/// rows.
public interface Feature {
  Format format();

  /// Begins the feature's part of a batch: reads the rows that its events (in order, at least
  /// one) may depend on.
  Work begin(Transaction transaction, List<Event> events);

  /// Whether a change must be broadcast to nodes that did not apply it: data that they can read
  /// from the store they need not be.
  default boolean isBroadcast(Change change) {
    return true;
  }

  /// Encodes the feature's effects among these for the other nodes.
  default void encodeEffects(EventWriter out, List<Effect> effects) {}

  /// Reads what [#encodeEffects] wrote.
  default List<Effect> decodeEffects(EventReader in) {
    return List.of();
  }

  /// One batch's work. What [#apply] settles is a pure function of the log before the event: no
  /// clock, no chance, no other partition.
  interface Work {
    Outcome apply(Event event, Positions positions);

    /// Writes what was changed. Called once, after the last event.
    void flush();

    /// What the batch did, to be announced once it is committed.
    default List<Effect> effects() {
      return List.of();
    }
  }
}
