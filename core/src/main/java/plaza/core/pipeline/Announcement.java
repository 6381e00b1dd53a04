package plaza.core.pipeline;

import java.util.List;
import plaza.core.event.Event;

/// What a committed batch changed.
///
/// @param position the last position that is given in the partition now
public record Announcement(int partition, List<Applied> applied, long position) {
  public Announcement {
    applied = List.copyOf(applied);
  }

  /// An event that could be read, and what became of it.
  public record Applied(Event event, Outcome outcome) {}
}
