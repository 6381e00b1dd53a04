package plaza.core.visit;

import java.util.List;
import plaza.core.event.Change;
import plaza.core.event.StreamKey;

/// The changes of visits.
public sealed interface VisitChange extends Change {
  /// Visits of places of one partition.
  ///
  /// @param source a random number of the process that has gathered them
  /// @param count counts a source's groups within a partition from 1; one that does not rise was
  ///     counted before
  record VisitsGathered(StreamKey stream, long source, long count, List<Visit> visits)
      implements VisitChange {
    /// The most visits of one group.
    public static final int VISITS_MAX = 20_000;

    /// About how many characters the texts of a group's visits have at most, so that the event
    /// keeps its limit.
    public static final int TEXT_MAX = 4 << 20;

    public VisitsGathered {
      visits = List.copyOf(visits);
    }
  }

  /// A visit that is let through if it is one of the first `visitsMax`.
  record VisitWanted(StreamKey stream, long visitsMax, Visit visit) implements VisitChange {}

  /// All visits of a place are forgotten.
  record VisitsCleared(StreamKey stream, VisitTarget place) implements VisitChange {}
}
