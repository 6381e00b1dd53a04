package plaza.core.pipeline;

import java.util.List;
import plaza.core.event.Change;
import plaza.core.event.Event;
import plaza.core.event.EventReader;
import plaza.core.event.EventWriter;
import plaza.core.event.Format;
import plaza.core.port.Transaction;

/// A part of the product that has events of its own: how they are written, and what they do to
/// its rows.
public interface Feature {
  Format format();

  /// Begins the feature's part of a batch: reads the rows that its events (in order, at least
  /// one) may depend on.
  Work begin(Transaction transaction, List<Event> events);

  /// Whether nodes that did not apply a change must be told of it: what they can find in the store
  /// they need not be.
  default boolean isTold(Change change) {
    return true;
  }

  /// Writes what the other nodes are told of the feature's effects among these.
  default void tell(EventWriter out, List<Effect> effects) {}

  /// Reads what [#tell] wrote.
  default List<Effect> hear(EventReader in) {
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
