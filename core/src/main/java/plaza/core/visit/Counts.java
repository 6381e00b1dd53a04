package plaza.core.visit;

/// Counts of visits.
///
/// @param visits without those of bots
public record Counts(long visits, long bots) {
  public static final Counts NONE = new Counts(0, 0);

  /// All of them.
  public long total() {
    return visits + bots;
  }

  /// @param withBots whether bots count
  public long of(boolean withBots) {
    return withBots ? total() : visits;
  }

  public Counts plus(Counts others) {
    return new Counts(visits + others.visits, bots + others.bots);
  }

  Counts minus(Counts others) {
    return new Counts(visits - others.visits, bots - others.bots);
  }
}
