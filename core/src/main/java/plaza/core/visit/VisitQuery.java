package plaza.core.visit;

/// A query for visits.
///
/// @param bots whether those of bots are, too
public record VisitQuery(VisitScope among, Period period, boolean bots) {
  /// How far a page may be from the newest visit; what is older is found by the period.
  public static final int REACH_MAX = 1_000_000;

  /// The most visits of a page.
  public static final int LIMIT_MAX = 5_000;
}
