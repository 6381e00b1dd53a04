package plaza.core.visit;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import plaza.core.link.Code;
import plaza.core.port.Transaction;
import plaza.core.tenant.ApplicationId;

/// The store of visits: statistics, and the visits themselves in groups. Reads see what was
/// committed before they started; each is a constant number of statements, or one for each few
/// hundred places. Groups are ordered by their last visit and their number, the newest first.
public interface VisitStore {
  /// All visits of a link.
  VisitStats total(Code code);

  /// The tallies of a link's slots with these numbers, in their order; those without visits are
  /// left out.
  ///
  /// @param to is not among them
  List<Counted> tallies(Code code, long from, long to);

  /// The visits of a slot.
  record Counted(TimeBucket slot, VisitStats tally) {}

  /// As [#tallies], without the parts, which are most of a tally.
  List<Heads> headcounts(Code code, long from, long to);

  /// How many visits a slot has.
  record Heads(TimeBucket slot, VisitorCount visitorCount) {}

  /// How many visits there are in all of each place with one of these keys; one without any is
  /// left out.
  Map<String, Counts> totals(Collection<String> keys);

  /// How many visits all links of an application have.
  Counts total(ApplicationId application);

  /// How many visits are in the groups that are wholly within the period.
  Counts within(VisitScope among, Period period);

  /// The groups that have visits before the instant, and others that are not before it.
  List<VisitGroup> across(VisitScope among, Instant at);

  /// The groups with visits in the period, the newest first.
  ///
  /// @param query when it is not for bots, groups that have nothing else are left out
  /// @param behind only those that come after it
  List<VisitGroup.Head> newest(VisitQuery query, VisitGroup.Behind behind, int limit);

  /// Those of these groups that there are, in any order.
  List<VisitGroup> groups(Collection<Long> numbers);

  /// The rows of a batch's transaction.
  Rows rows(Transaction transaction);

  /// Rows as the applier reads and writes them. Each method is one round trip, or one for each
  /// few hundred rows.
  interface Rows {
    /// Those of these slots that have visits.
    Map<TimeBucket, VisitStats> tallies(Collection<TimeBucket> slots);

    void putTallies(Map<TimeBucket, VisitStats> tallies);

    /// How many visits each of these owners has in this partition; one without any is left out.
    Map<Long, Counts> totals(Collection<Long> owners);

    void putTotals(Map<Long, Counts> totals);

    void insertGroups(List<VisitGroup> groups);

    /// Removes all tallies and groups of the places with these keys.
    void clear(Collection<String> keys);

    /// The last group that was counted of each of these sources; one without any is left out.
    Map<Long, Long> counted(Collection<Long> sources);

    void setCounted(Map<Long, Long> counts);
  }
}
