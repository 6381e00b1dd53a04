package plaza.simulation.history;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import plaza.core.link.Code;
import plaza.core.link.Link;
import plaza.core.tenant.ApplicationId;
import plaza.core.visit.Counts;

/// All that is known of short links when a run is over.
///
/// @param lost whether something was lost in the run, and accepted: what was told before is void
/// @param links all rows, deleted ones too
/// @param counts how many visits each link has
/// @param endings what is known of links that ended with their application, or were blocked
public record LinkEvidence(
    boolean lost,
    List<Made> made,
    List<Visited> visited,
    List<Link> links,
    Map<Code, Counts> counts,
    Endings endings) {
  /// Nobody had links.
  public static final LinkEvidence NONE =
      new LinkEvidence(false, List.of(), List.of(), List.of(), Map.of(), Endings.NONE);

  /// @param told applications of which an answer said that they are deleted
  /// @param deleted applications whose rows say so
  /// @param asked links that somebody has asked to delete
  /// @param ledOn who was led on by a link that its node had to know as ended, and how
  public record Endings(
      Set<ApplicationId> told, Set<ApplicationId> deleted, Set<Code> asked, List<String> ledOn) {
    /// Nothing ended.
    public static final Endings NONE = new Endings(Set.of(), Set.of(), Set.of(), List.of());
  }

  /// An order for a link, each with a key of its own.
  ///
  /// @param slug the code that was asked for; empty: any
  /// @param told each link that an answer told of
  public record Made(String key, Optional<Code> slug, List<Link> told) {}

  /// Somebody who followed a link, as far as a node.
  ///
  /// @param visitsMax of the link as the node knew it; 0: any number
  /// @param told whether he was told that he was let through
  /// @param safe whether the node has lived on
  public record Visited(Code code, long visitsMax, boolean told, boolean safe) {}
}
