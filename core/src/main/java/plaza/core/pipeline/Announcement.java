package plaza.core.pipeline;

import java.util.List;
import plaza.core.event.Event;

/// The announcement of a committed batch.
///
/// @param effects what it did to rows, for each stream that it changed
/// @param position the last position that is given in the partition now
public record Announcement(
    int partition, List<Applied> applied, List<Effect> effects, long position) {
  public Announcement {
    applied = List.copyOf(applied);
    effects = List.copyOf(effects);
  }

  /// A readable event and its outcome.
  public record Applied(Event event, Outcome outcome) {}
}
