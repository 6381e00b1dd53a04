package plaza.core.visit;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import plaza.core.link.Code;
import plaza.core.port.Transaction;

/// What is kept of visits. Reads see what was committed before they started.
public interface VisitStore {
  /// All visits of a link.
  Tally total(Code code);

  /// The visits of a link hour by hour, from this hour on and before that, those without any left
  /// out.
  List<Hour> hours(Code code, long from, long to);

  /// The visits of an hour.
  record Hour(Slot slot, Tally tally) {}

  /// The rows of a batch's transaction.
  Rows rows(Transaction transaction);

  /// Rows as the applier reads and writes them. Each method is one round trip, or one for each
  /// few hundred rows.
  interface Rows {
    /// Those of these slots that have visits.
    Map<Slot, Tally> tallies(Collection<Slot> slots);

    void putTallies(Map<Slot, Tally> tallies);

    /// The last group that was counted of each of these sources; one without any is left out.
    Map<Long, Long> counted(Collection<Long> sources);

    void setCounted(Map<Long, Long> counts);
  }
}
